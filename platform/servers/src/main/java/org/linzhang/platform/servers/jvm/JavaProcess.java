package org.linzhang.platform.servers.jvm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.linzhang.platform.servers.process.ServerId;

/** The JVM of a server: its flags and its AOT cache. */
public final class JavaProcess {
    private static final List<String> COMMON_FLAGS = List.of(
            "-XX:+ExitOnOutOfMemoryError",
            // The JVM ignores a cache that does not fit, and would print a warning.
            "-Xlog:aot*=off",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");
    private static final List<String> SMALL_FLAGS = List.of(
            "-XX:+UseSerialGC",
            // Otherwise the heap has its maximum size from the start on a machine with much memory.
            "-Xms96m",
            "-XX:+UseCompactObjectHeaders",
            "-XX:ReservedCodeCacheSize=64m",
            // Returns the memory that C2 has used to the operating system. Milliseconds.
            "-XX:TrimNativeHeapInterval=5000");
    private static final String C1_ONLY = "-XX:TieredStopAtLevel=1";

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STOP_TIMEOUT_WITH_CACHE = Duration.ofMinutes(4);

    private final ServerId server;
    private final List<String> flags;
    private final boolean small;
    private final AotCache cache;

    /**
     * @param compilers for the demo; tests use C1, because they end before C2 pays off, and benchmarks both
     * @param heapMegabytes the maximum, doubled for benchmarks
     * @param jars files and folders that contain the program's classes
     */
    public JavaProcess(
            ServerId server, JvmSettings settings, JitCompilers compilers, int heapMegabytes, List<Path> jars)
            throws IOException {
        this.server = server;
        boolean benchmark = settings.profile() == JvmProfile.BENCHMARK;
        this.small = !benchmark;
        this.flags = new ArrayList<>(COMMON_FLAGS);
        if (small) {
            flags.addAll(SMALL_FLAGS);
        }
        if (small && (compilers == JitCompilers.C1 || settings.profile() == JvmProfile.TEST)) {
            flags.add(C1_ONLY);
        }
        this.flags.add("-Xmx%dm".formatted(benchmark ? 2 * heapMegabytes : heapMegabytes));
        this.cache = AotCache.of(server, settings.aotCaches(), jars, flags, settings.profile() == JvmProfile.DEMO);
    }

    /** The {@code java} command of the JDK that runs this program. */
    public static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** @param program further flags, the class path, the main class and its arguments */
    public ProcessBuilder command(List<String> program) {
        var command = new ArrayList<String>();
        command.add(executable());
        command.addAll(flags);
        command.addAll(cache.flags());
        command.addAll(program);
        var builder = new ProcessBuilder(command);
        if (small) {
            // By default glibc reserves memory for each of many threads.
            builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        }
        return builder;
    }

    /** Whether the program writes its AOT cache when it stops, which keeps two cores busy for some seconds. */
    boolean writesCache() {
        return cache.willBeWritten();
    }

    Duration stopTimeout() {
        return writesCache() ? STOP_TIMEOUT_WITH_CACHE : STOP_TIMEOUT;
    }

    void stopped(boolean wasReady) throws IOException {
        if (wasReady) {
            cache.activate(server);
        } else {
            cache.deleteDraft();
        }
    }

    void failedToStart() throws IOException {
        cache.discard();
    }
}

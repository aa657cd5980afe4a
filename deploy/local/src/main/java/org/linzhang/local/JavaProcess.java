package org.linzhang.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How a server that is a Java program of its own is run. */
final class JavaProcess {
    private static final List<String> COMMON = List.of(
            "-XX:+ExitOnOutOfMemoryError",
            // A cache that doesn't fit is not used, and that is all there is to say.
            "-Xlog:aot*=off",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");
    private static final List<String> LEAN = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration WRITING_CACHE = Duration.ofMinutes(4);

    private final Server server;
    private final List<String> ownSession;
    private final List<String> flags;
    private final AotCache cache;

    /**
     * @param megabytes of heap, doubled for measurements
     * @param jars what the program's classes come from
     */
    JavaProcess(Server server, Settings settings, List<String> ownSession, int megabytes, List<Path> jars)
            throws IOException {
        this.server = server;
        this.ownSession = ownSession;
        boolean full = settings.jvm() == Settings.Jvm.FULL;
        this.flags = new ArrayList<>(COMMON);
        this.flags.addAll(full ? List.of() : LEAN);
        this.flags.add("-Xmx%dm".formatted(full ? 2 * megabytes : megabytes));
        this.cache = AotCache.of(
                server, settings.target().resolve("aot"), jars, flags, settings.jvm() == Settings.Jvm.QUICK);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** @param program further flags, the class path, the main class and its arguments */
    ProcessBuilder command(List<String> program) {
        var command = new ArrayList<>(ownSession);
        command.add(java());
        command.addAll(flags);
        command.addAll(cache.flags());
        command.addAll(program);
        return new ProcessBuilder(command);
    }

    /** Whether the program writes its cache when it ends, which takes some seconds of both cores. */
    boolean writesCache() {
        return cache.isMissing();
    }

    /** How long the program may take to end. */
    Duration patience() {
        return writesCache() ? WRITING_CACHE : PATIENCE;
    }

    void stopped(boolean hadAnswered) throws IOException {
        if (hadAnswered) {
            cache.keep(server);
        } else {
            cache.forgetDraft();
        }
    }

    void failedToStart() throws IOException {
        cache.discard();
    }
}

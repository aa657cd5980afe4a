package org.linzhang.platform.servers.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

import org.linzhang.platform.servers.process.ServerId;

/**
 * The JDK's AOT cache of one server (JEP 483, 514), with which the server starts several times as fast. The server writes it when
 * it stops in order. The file's name contains a stamp of the jars, the flags and the JDK, so a change of these leads to a new cache.
 */
final class AotCache {
    private static final Pattern DRAFT = Pattern.compile("\\.aot\\.(\\d+)");

    private final Path file;
    private final Path draft;
    private volatile boolean write;

    private AotCache(Path file, Path draft, boolean write) {
        this.file = file;
        this.draft = draft;
        this.write = write;
    }

    /**
     * @param folder of all caches
     * @param jars files and folders that contain the server's classes
     * @param write whether to write the cache if it is missing
     */
    static AotCache of(ServerId server, Path folder, List<Path> jars, List<String> flags, boolean write)
            throws IOException {
        var stamp = new BuildStamp()
                .add(Files.readString(Path.of(System.getProperty("java.home"), "release")))
                .add(String.join(" ", flags))
                .add(jars)
                .hex();
        var name = "%s-%s.aot".formatted(server.fileName(), stamp);
        var draft =
                folder.resolve("%s.%d".formatted(name, ProcessHandle.current().pid()));
        return new AotCache(Files.createDirectories(folder).resolve(name), draft, write);
    }

    /** The JVM flags for the next start of the server. */
    List<String> flags() {
        if (Files.exists(file)) {
            return List.of("-XX:AOTCache=" + file);
        }
        return willBeWritten() ? List.of("-XX:AOTCacheOutput=" + draft) : List.of();
    }

    /** Whether the server writes the cache when it stops. */
    boolean willBeWritten() {
        return write && !Files.exists(file);
    }

    /** Activates the cache that the server wrote when it stopped, and deletes those that it replaces. */
    void activate(ServerId server) throws IOException {
        if (!Files.exists(draft)) {
            return;
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var caches = Files.newDirectoryStream(file.getParent(), server.fileName() + "-*")) {
            for (var cache : caches) {
                if (!cache.equals(file) && !isBeingWritten(cache)) {
                    Files.deleteIfExists(cache);
                }
            }
        }
    }

    /** Whether it is the draft of a launcher that runs; the draft's name ends with the launcher's process number. */
    private static boolean isBeingWritten(Path cache) {
        var draft = DRAFT.matcher(cache.getFileName().toString());
        return draft.find() && ProcessHandle.of(Long.parseLong(draft.group(1))).isPresent();
    }

    /** Deletes the cache, because the server failed to start with it. No cache is written until the launcher starts again. */
    void discard() throws IOException {
        write = false;
        Files.deleteIfExists(file);
        deleteDraft();
    }

    /** Deletes the cache of a server that was stopped before it had loaded all its classes. */
    void deleteDraft() throws IOException {
        Files.deleteIfExists(draft);
    }
}

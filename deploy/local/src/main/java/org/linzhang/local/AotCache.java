package org.linzhang.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the JDK learnt about a Java server in an earlier run (JEP 483, 514), which makes its next starts several times as fast. Written
 * when a server without one ends in good order; named after the jars, the flags and the JDK, so that it never outlives them.
 */
final class AotCache {
    private static final Pattern WRITER = Pattern.compile("\\.aot\\.(\\d+)");

    private final Path file;
    private final Path draft;
    private volatile boolean record;

    private AotCache(Path file, Path draft, boolean record) {
        this.file = file;
        this.draft = draft;
        this.record = record;
    }

    /**
     * @param folder of all caches
     * @param jars files and folders that the server's classes come from
     * @param record whether to write the cache where it is missing
     */
    static AotCache of(Server server, Path folder, List<Path> jars, List<String> flags, boolean record)
            throws IOException {
        var stamp = new BuildStamp()
                .and(Files.readString(Path.of(System.getProperty("java.home"), "release")))
                .and(String.join(" ", flags))
                .and(jars)
                .text();
        var name = "%s-%s.aot".formatted(server.fileName(), stamp);
        var draft =
                folder.resolve("%s.%d".formatted(name, ProcessHandle.current().pid()));
        return new AotCache(Files.createDirectories(folder).resolve(name), draft, record);
    }

    /** For the next start of the server. */
    List<String> flags() {
        if (Files.exists(file)) {
            return List.of("-XX:AOTCache=" + file);
        }
        return isMissing() ? List.of("-XX:AOTCacheOutput=" + draft) : List.of();
    }

    /** Whether the server is to write it. */
    boolean isMissing() {
        return record && !Files.exists(file);
    }

    /** Takes the cache that the server wrote at its orderly end into use, and deletes those that it replaces. */
    void keep(Server server) throws IOException {
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

    /** By another launcher, whose process number is the end of the name. */
    private static boolean isBeingWritten(Path cache) {
        var writer = WRITER.matcher(cache.getFileName().toString());
        return writer.find()
                && ProcessHandle.of(Long.parseLong(writer.group(1))).isPresent();
    }

    /** The server did not get up: it goes without a cache until the launcher starts anew. */
    void discard() throws IOException {
        record = false;
        Files.deleteIfExists(file);
        forgetDraft();
    }

    /** The server was stopped before it had done all of its start. */
    void forgetDraft() throws IOException {
        Files.deleteIfExists(draft);
    }
}

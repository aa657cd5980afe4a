package org.linzhang.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the JDK learnt about a Java server in an earlier run (JEP 483, 514), which makes its next starts several times as fast. Written
 * when a server without one ends in good order; named after the jars, the flags and the JDK, so that it never outlives them.
 */
final class AotCache {
    private static final Duration WRITING = Duration.ofMinutes(3);

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
        var name = "%s-%s.aot".formatted(server.fileName(), stamp(jars, flags));
        var draft =
                folder.resolve("%s.%d".formatted(name, ProcessHandle.current().pid()));
        return new AotCache(Files.createDirectories(folder).resolve(name), draft, record);
    }

    /** For the next start of the server. */
    List<String> flags() {
        if (Files.exists(file)) {
            return List.of("-XX:AOTCache=" + file);
        }
        return record ? List.of("-XX:AOTCacheOutput=" + draft) : List.of();
    }

    /** How much longer the end of the server takes. */
    Duration patience() {
        return record && !Files.exists(file) ? WRITING : Duration.ZERO;
    }

    /** Takes the cache that the server wrote at its orderly end into use, and deletes those that it replaces. */
    void keep(Server server) throws IOException {
        if (!Files.exists(draft)) {
            return;
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var caches = Files.newDirectoryStream(file.getParent(), server.fileName() + "-*")) {
            for (var cache : caches) {
                if (!cache.equals(file)) {
                    Files.delete(cache);
                }
            }
        }
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

    private static String stamp(List<Path> jars, List<String> flags) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(Path.of(System.getProperty("java.home"), "release")));
            digest.update(String.join(" ", flags).getBytes(StandardCharsets.UTF_8));
            for (var jar : jars) {
                try (Stream<Path> files = Files.walk(jar)) {
                    files.filter(Files::isRegularFile)
                            .sorted()
                            .map(AotCache::describe)
                            .map(line -> line.getBytes(StandardCharsets.UTF_8))
                            .forEach(digest::update);
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String describe(Path file) {
        try {
            return "%s %d %s%n".formatted(file, Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

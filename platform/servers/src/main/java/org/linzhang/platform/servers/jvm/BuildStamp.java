package org.linzhang.platform.servers.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A short digest of a build: names, sizes and times of its files, and texts such as flags. */
public final class BuildStamp {
    private static final int BYTES = 6;

    private final MessageDigest digest;

    public BuildStamp() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    BuildStamp add(String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds files, and folders with their content. The location of each root does not matter. */
    public BuildStamp add(List<Path> roots) throws IOException {
        for (var root : roots) {
            try (var files = Files.walk(root)) {
                for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                    add("%s %d %s"
                            .formatted(
                                    root.getParent().relativize(file),
                                    Files.size(file),
                                    Files.getLastModifiedTime(file)));
                }
            }
        }
        return this;
    }

    /** The digest in hexadecimal. To be called once. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}

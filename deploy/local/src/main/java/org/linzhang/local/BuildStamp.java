package org.linzhang.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A short name for files as they are now, by their names, sizes and times; and for whatever else matters. */
final class BuildStamp {
    private static final int BYTES = 6;

    private final MessageDigest digest;

    BuildStamp() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    BuildStamp and(String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Files, and folders with all that is in them; where they lie does not matter. */
    BuildStamp and(List<Path> roots) throws IOException {
        for (var root : roots) {
            try (var files = Files.walk(root)) {
                for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                    and("%s %d %s"
                            .formatted(
                                    root.getParent().relativize(file),
                                    Files.size(file),
                                    Files.getLastModifiedTime(file)));
                }
            }
        }
        return this;
    }

    String text() {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}

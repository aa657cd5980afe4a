package org.linzhang.platform.servers.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;

import org.linzhang.platform.servers.process.DataFolder;
import org.linzhang.platform.servers.process.FileTree;
import org.linzhang.platform.servers.process.StartupException;

/**
 * The folder of PostgreSQL's programs and cluster. It is inside the data folder, unless PostgreSQL's account can't read that (only
 * root can read root's home). Then it is below {@code /var/lib/linzhang}, and a file in the data folder names it.
 */
record PostgresFolder(Path path) {
    private static final Path EXTERNAL = Path.of("/var/lib/linzhang");
    private static final String POINTER = "postgresql.elsewhere";

    static PostgresFolder in(DataFolder data, PostgresAccount account) throws IOException, InterruptedException {
        var pointer = data.path().resolve(POINTER);
        var internal = data.path().resolve("postgresql");
        if (Files.exists(pointer)) {
            return new PostgresFolder(create(Path.of(Files.readString(pointer).strip())));
        }
        if (account.canRead(create(internal))) {
            return new PostgresFolder(internal);
        }
        var external = create(EXTERNAL.resolve(nameOf(data.path())));
        if (!account.canRead(external)) {
            throw new StartupException(
                    "PostgreSQL can read neither %s nor %s: make one of them accessible to other accounts."
                            .formatted(internal, external));
        }
        move(internal, external);
        Files.writeString(pointer, external + "\n");
        return new PostgresFolder(external);
    }

    /** Deletes what is outside the data folder. */
    static void deleteExternal(DataFolder data) throws IOException {
        var pointer = data.path().resolve(POINTER);
        if (Files.exists(pointer)) {
            FileTree.delete(Path.of(Files.readString(pointer).strip()));
        }
    }

    Path cluster() {
        return path.resolve("cluster");
    }

    Path programs() {
        return path.resolve("programs");
    }

    private static Path create(Path folder) throws IOException {
        Files.createDirectories(folder);
        // Accessible to other accounts, whatever the umask is; the cluster's own folder is not.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    private static String nameOf(Path data) {
        return "%s-%s"
                .formatted(
                        data.getFileName().toString().replace(".", ""),
                        HexFormat.of().toHexDigits(data.toString().hashCode()));
    }

    /** Moves the cluster of an earlier start by another user. The copy gets its final name when it is complete. */
    private static void move(Path from, Path to) throws IOException {
        var cluster = from.resolve("cluster");
        if (Files.exists(cluster)) {
            var draft = to.resolve("cluster.draft");
            FileTree.delete(draft);
            FileTree.copy(cluster, draft);
            FileTree.delete(to.resolve("cluster"));
            Files.move(draft, to.resolve("cluster"));
        }
        FileTree.delete(from);
    }
}

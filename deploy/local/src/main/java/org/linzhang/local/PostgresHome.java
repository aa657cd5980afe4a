package org.linzhang.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;

/**
 * The folder of PostgreSQL's programs and of its cluster: within the data folder, or, where the account that it runs as can't get there
 * (root's home is closed to all others), in one of the system's, which the data folder then remembers.
 */
record PostgresHome(Path base) {
    private static final Path ELSEWHERE = Path.of("/var/lib/linzhang");
    private static final String POINTER = "postgresql.elsewhere";

    static PostgresHome in(DataFolder data, RunAs as) throws IOException, InterruptedException {
        var pointer = data.path().resolve(POINTER);
        var within = data.path().resolve("postgresql");
        if (Files.exists(pointer)) {
            return new PostgresHome(open(Path.of(Files.readString(pointer).strip())));
        }
        if (as.reaches(open(within))) {
            return new PostgresHome(within);
        }
        var elsewhere = open(ELSEWHERE.resolve(nameOf(data.path())));
        if (!as.reaches(elsewhere)) {
            throw new LauncherException(
                    "PostgreSQL can reach neither %s nor %s: make one of them accessible to other accounts."
                            .formatted(within, elsewhere));
        }
        move(within, elsewhere);
        Files.writeString(pointer, elsewhere + "\n");
        return new PostgresHome(elsewhere);
    }

    /** Deletes what lies outside the data folder. */
    static void discard(DataFolder data) throws IOException {
        var pointer = data.path().resolve(POINTER);
        if (Files.exists(pointer)) {
            DataFolder.delete(Path.of(Files.readString(pointer).strip()));
        }
    }

    Path cluster() {
        return base.resolve("cluster");
    }

    Path programs() {
        return base.resolve("programs");
    }

    private static Path open(Path folder) throws IOException {
        Files.createDirectories(folder);
        // Other accounts must get through, whatever the umask says; the cluster itself is closed to them.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    private static String nameOf(Path data) {
        return "%s-%s"
                .formatted(
                        data.getFileName().toString().replace(".", ""),
                        HexFormat.of().toHexDigits(data.toString().hashCode()));
    }

    /** A cluster of an earlier start that could still get there comes along; the copy counts once it is whole. */
    private static void move(Path from, Path to) throws IOException {
        var cluster = from.resolve("cluster");
        if (Files.exists(cluster)) {
            var draft = to.resolve("cluster.draft");
            DataFolder.delete(draft);
            DataFolder.copy(cluster, draft);
            DataFolder.delete(to.resolve("cluster"));
            Files.move(draft, to.resolve("cluster"));
        }
        DataFolder.delete(from);
    }
}

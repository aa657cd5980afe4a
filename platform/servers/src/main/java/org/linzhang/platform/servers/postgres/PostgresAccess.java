package org.linzhang.platform.servers.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Who may connect to a cluster: everybody needs a password, the superuser too. Is set while the server does not run, so that a
 * cluster of an earlier version, which needed no passwords, and one whose secrets were replaced, become accessible.
 *
 * @param folder the folder of the cluster
 */
record PostgresAccess(PostgresFolder folder) {
    private static final String RULES = """
            # The launcher writes this file.
            host all all 127.0.0.1/32 scram-sha-256
            """;

    /** Runs SQL in PostgreSQL's single-user mode. */
    interface SingleUserMode {
        void execute(String sql) throws IOException, InterruptedException;
    }

    void secure(String superuser, String password, PostgresAccount account, SingleUserMode server)
            throws IOException, InterruptedException {
        var state = folder.path().resolve("superuser.sha256");
        var wanted = hash(password);
        if (!Files.exists(state) || !Files.readString(state).equals(wanted)) {
            server.execute("alter role %s password %s".formatted(superuser, PostgresDatabase.literal(password)));
        }
        write(folder.cluster().resolve("pg_hba.conf"), RULES, account);
        Files.writeString(state, wanted);
    }

    private static void write(Path file, String content, PostgresAccount account) throws IOException {
        var draft = Files.createTempFile(
                file.getParent(),
                "draft",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, content);
        account.takeOwnership(draft);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String hash(String password) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

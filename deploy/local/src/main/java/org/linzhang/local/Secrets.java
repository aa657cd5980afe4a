package org.linzhang.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.linzhang.platform.servers.process.DataFolder;

/**
 * The secrets that the servers of one installation share. The first start generates them and keeps them with the data.
 *
 * @param webClient the gateway's client secret at Keycloak
 * @param session encrypts the gateway's session cookies
 * @param keycloakAdmin the password of the user {@code admin} in Keycloak's master realm
 * @param postgres the password of PostgreSQL's superuser
 * @param databases the password of each database's role, by the name of both
 */
record Secrets(String webClient, String session, String keycloakAdmin, String postgres, Map<String, String> databases) {
    static final Set<String> DATABASES = Set.of("patrol", "incident", "notification", "keycloak");

    private static final int BYTES = 32;

    static Secrets in(DataFolder data) throws IOException {
        var folder = data.folder("secrets");
        var databases = new HashMap<String, String>();
        for (var database : DATABASES) {
            databases.put(database, readOrGenerate(fileOf(folder, database)));
        }
        return new Secrets(
                readOrGenerate(folder.resolve("web-client")),
                readOrGenerate(folder.resolve("session")),
                readOrGenerate(folder.resolve("keycloak-admin")),
                readOrGenerate(folder.resolve("postgres")),
                Map.copyOf(databases));
    }

    /** The file with the password of a database's role. */
    static Path fileOf(Path secrets, String database) {
        return secrets.resolve("postgres-" + database);
    }

    private static String readOrGenerate(Path file) throws IOException {
        if (!Files.exists(file)) {
            var bytes = new byte[BYTES];
            new SecureRandom().nextBytes(bytes);
            write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        return Files.readString(file).strip();
    }

    /** Writes the complete file or none, readable by the owner only. */
    private static void write(Path file, String secret) throws IOException {
        FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var draft = Files.createTempFile(file.getParent(), "draft", "", ownerOnly);
        Files.writeString(draft, secret + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}

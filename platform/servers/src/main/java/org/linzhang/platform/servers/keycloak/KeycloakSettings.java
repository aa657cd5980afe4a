package org.linzhang.platform.servers.keycloak;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a Keycloak consists of.
 *
 * @param port of the loopback interface
 * @param postgres host and port of the PostgreSQL with the database {@code keycloak}, which the role {@code keycloak} owns
 * @param databasePassword of that role
 * @param distributions the folder of the unpacked distributions; the newest is used
 * @param realm the name of the realm
 * @param configuration a folder with {@code REALM-realm.json}, which is imported when the realm does not exist, and optionally
 *     {@code themes}
 * @param adminPassword of the user {@code admin} of the master realm, used at the first start
 * @param variables environment variables that the realm's file refers to
 */
public record KeycloakSettings(
        int port,
        String postgres,
        String databasePassword,
        Path distributions,
        String realm,
        Path configuration,
        String adminPassword,
        Map<String, String> variables) {

    URI origin() {
        return URI.create("http://localhost:" + port);
    }

    URI realmAddress() {
        return origin().resolve("/realms/" + realm);
    }

    Path realmFile() {
        return configuration.resolve(realm + "-realm.json");
    }

    Path themes() {
        return configuration.resolve("themes");
    }
}

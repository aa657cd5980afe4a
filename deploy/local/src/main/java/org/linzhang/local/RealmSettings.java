package org.linzhang.local;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Gives an existing realm the settings of the realm file, which Keycloak imports only if the realm does not exist. Roles,
 * clients and users stay as they are.
 *
 * @param keycloak its address
 * @param adminPassword of the user {@code admin} in the master realm
 */
record RealmSettings(URI keycloak, String realm, String adminPassword) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String ATTRIBUTES = "attributes";
    private static final Set<String> NOT_SETTINGS =
            Set.of("realm", "roles", "clients", "users", "components", ATTRIBUTES);

    /**
     * Returns whether a setting was different.
     *
     * @throws IOException if Keycloak refuses, for example because the administrator has another password
     */
    boolean apply(Path realmFile) throws IOException, InterruptedException {
        var file = (ObjectNode) JSON.readTree(realmFile.toFile());
        var token = token();
        var address = keycloak.resolve("/admin/realms/" + realm);
        var present = (ObjectNode) send(authorized(address, token).GET());
        var wanted = present.deepCopy();
        // Keycloak removes attributes that a request does not name.
        wanted.withObject(ATTRIBUTES).setAll((ObjectNode) file.withObject(ATTRIBUTES));
        for (var setting : file.remove(NOT_SETTINGS).properties()) {
            if (!isSame(setting.getValue(), present.path(setting.getKey()))) {
                wanted.set(setting.getKey(), setting.getValue());
            }
        }
        if (wanted.equals(present)) {
            return false;
        }
        send(authorized(address, token)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(wanted))));
        return true;
    }

    /** Keycloak does not keep the order of lists. */
    private static boolean isSame(JsonNode one, JsonNode other) {
        return one.isArray() ? elements(one).equals(elements(other)) : one.equals(other);
    }

    private static Set<JsonNode> elements(JsonNode list) {
        var elements = new HashSet<JsonNode>();
        list.forEach(elements::add);
        return elements;
    }

    private String token() throws IOException, InterruptedException {
        var form = "grant_type=password&client_id=admin-cli&username=admin&password="
                + URLEncoder.encode(adminPassword, StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(keycloak.resolve("/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        return send(request).path("access_token").asText();
    }

    private static HttpRequest.Builder authorized(URI address, String token) {
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token);
    }

    private static JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IOException("Keycloak answers %d: %s".formatted(response.statusCode(), response.body()));
            }
            return JSON.readTree(response.body());
        }
    }
}

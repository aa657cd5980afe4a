package org.linzhang.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The realm of {@code deploy/keycloak}, in a real Keycloak. */
class KeycloakRealmTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "forest";

    @TempDir
    private static Path folder;

    private static Platform platform;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        http = HttpClient.newHttpClient();
        platform = Platform.start(Settings.onFreePorts(folder), EnumSet.of(Server.POSTGRES, Server.KEYCLOAK), true);
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    void a_refresh_token_is_useless_after_its_successor_was_used() throws Exception {
        // Given
        var first = refreshToken(logIn("county", PASSWORD));
        awaitNextSecond();
        var second = refreshToken(refresh(first));
        awaitNextSecond();
        // When
        var third = refresh(second);
        // Then
        assertThat(third.statusCode()).isEqualTo(200);
        assertThat(refresh(first).statusCode()).isEqualTo(400);
    }

    @Test
    void a_client_that_did_not_receive_the_new_token_may_use_the_old_one_once_more() throws Exception {
        // Given
        var first = refreshToken(logIn("city", PASSWORD));
        refresh(first);
        // When, then
        assertThat(refresh(first).statusCode()).isEqualTo(200);
        assertThat(refresh(first).statusCode()).isEqualTo(400);
    }

    @Test
    void wrong_passwords_lock_an_account_for_a_minute_at_most() throws Exception {
        // Given
        var start = Instant.now();
        for (int i = 0; i < 12; i++) {
            assertThat(logIn("outsider", "wrong").statusCode()).isNotEqualTo(200);
        }
        // When
        var locked = logIn("outsider", PASSWORD);
        // Then
        assertThat(locked.statusCode()).isNotEqualTo(200);
        while (logIn("outsider", PASSWORD).statusCode() != 200) {
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(75));
            Thread.sleep(Duration.ofSeconds(3));
        }
        assertThat(admin("GET", "/events?type=LOGIN_ERROR", null).body()).contains("outsider");
    }

    @Test
    void a_new_password_has_twelve_characters_at_least_and_is_not_the_username() throws Exception {
        // Given
        var user = json(admin("GET", "/users?username=village&exact=true", null))
                .path(0)
                .path("id")
                .asText();
        // When, then
        assertThat(resetPassword(user, "forest").statusCode()).isEqualTo(400);
        assertThat(resetPassword(user, "village-village").statusCode()).isEqualTo(400);
        assertThat(resetPassword(user, "camellia on the ridge").statusCode()).isEqualTo(204);
        assertThat(logIn("village", "camellia on the ridge").statusCode()).isEqualTo(200);
        assertThat(resetPassword(user, "camellia on the ridge").statusCode()).isEqualTo(400);
        assertThat(admin("GET", "/admin-events?operationTypes=ACTION", null).body())
                .contains("reset-password");
    }

    @Test
    void a_realm_of_an_earlier_version_gets_the_settings_of_this_one() throws Exception {
        // Given
        var before = json(admin("GET", "", null));
        admin("PUT", "", "{\"revokeRefreshToken\":false,\"passwordPolicy\":\"\",\"displayName\":\"earlier\"}");
        var settings = new RealmSettings(
                platform.settings().realm(),
                "linzhang",
                Files.readString(folder.resolve("secrets/keycloak-admin")).strip());
        var file = platform.settings().project().path().resolve("deploy/keycloak/linzhang-realm.json");
        // When
        boolean changed = settings.apply(file);
        // Then
        assertThat(changed).isTrue();
        assertThat(withAttributesOf(before, json(admin("GET", "", null)))).isEqualTo(before);
        assertThat(settings.apply(file)).as("a second time").isFalse();
        assertThat(logIn("supervisor", PASSWORD).statusCode()).isEqualTo(200);
    }

    /** Keycloak compares the times of tokens in whole seconds: an older token of the same second counts as the newest. */
    private static void awaitNextSecond() throws InterruptedException {
        Thread.sleep(Duration.ofMillis(1_100));
    }

    /** Keycloak adds attributes with their defaults when a realm is changed. */
    private static JsonNode withAttributesOf(JsonNode before, JsonNode realm) {
        var names = new ArrayList<String>();
        before.path("attributes").fieldNames().forEachRemaining(names::add);
        ((ObjectNode) realm.path("attributes")).retain(names);
        return realm;
    }

    private static HttpResponse<String> resetPassword(String user, String password) throws Exception {
        return admin(
                "PUT",
                "/users/" + user + "/reset-password",
                JSON.writeValueAsString(Map.of("type", "password", "value", password, "temporary", false)));
    }

    private static HttpResponse<String> logIn(String username, String password) throws Exception {
        return grant(
                "linzhang",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "linzhang-mobile",
                        "username",
                        username,
                        "password",
                        password));
    }

    private static HttpResponse<String> refresh(String token) throws Exception {
        return grant(
                "linzhang",
                Map.of("grant_type", "refresh_token", "client_id", "linzhang-mobile", "refresh_token", token));
    }

    private static String refreshToken(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response).path("refresh_token").asText();
    }

    private static HttpResponse<String> admin(String method, String path, String body) throws Exception {
        var password =
                Files.readString(folder.resolve("secrets/keycloak-admin")).strip();
        var token = json(grant(
                        "master",
                        Map.of(
                                "grant_type", "password",
                                "client_id", "admin-cli",
                                "username", "admin",
                                "password", password)))
                .path("access_token")
                .asText();
        return http.send(
                HttpRequest.newBuilder(keycloak("/admin/realms/linzhang" + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> grant(String realm, Map<String, String> fields) throws Exception {
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return http.send(
                HttpRequest.newBuilder(keycloak("/realms/" + realm + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body());
    }

    private static URI keycloak(String path) {
        return platform.settings().realm().resolve(path);
    }
}

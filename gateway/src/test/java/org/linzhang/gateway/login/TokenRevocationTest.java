package org.linzhang.gateway.login;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a stub realm that revokes tokens whose signature stays valid. */
@QuarkusTest
@TestProfile(TokenRevocationTest.ShortCache.class)
@WithTestResource(StubRealm.class)
class TokenRevocationTest {

    private static final Duration MAX_AGE = Duration.ofSeconds(2);

    public static class ShortCache implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("linzhang.token-cache.max-age", MAX_AGE.toSeconds() + "s");
        }
    }

    @ConfigProperty(name = "test.realm")
    URI realm;

    @BeforeEach
    void a_realm_that_has_revoked_nothing() {
        answer("active");
    }

    @Test
    void a_revoked_token_is_refused_when_it_is_checked_again() {
        // Given
        var token = bearerToken();
        assertStatus(token, 200);
        // When
        answer("revoked");
        // Then
        await().atMost(MAX_AGE.plusSeconds(3)).untilAsserted(() -> assertStatus(token, 401));
    }

    @Test
    void a_token_that_was_revoked_before_its_first_use_is_refused() {
        answer("revoked");
        given().auth()
                .oauth2(bearerToken())
                .get("/api/me")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("https://linzhang.org/problems/unauthorized"));
    }

    @Test
    void a_token_is_checked_once_in_the_time_for_which_it_is_remembered() {
        // Given
        var token = bearerToken();
        int before = introspections();
        // When
        for (int i = 0; i < 20; i++) {
            assertStatus(token, 200);
        }
        // Then
        assertThat(introspections() - before).isBetween(1, 3);
    }

    @Test
    void a_valid_token_is_accepted_while_keycloak_does_not_answer() {
        for (var failure : List.of("error", "silent")) {
            // Given
            answer(failure);
            // When, then
            assertStatus(bearerToken(), 200);
            // And when
            answer("revoked");
            // Then
            await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertStatus(bearerToken(), 401));
        }
    }

    @Test
    void a_token_about_which_the_gateway_may_not_ask_is_valid_until_it_expires() {
        answer("revoked");
        assertStatus(given().get(realm.resolve("/bearer-of-phone")).asString(), 200);
    }

    private void assertStatus(String token, int status) {
        given().auth().oauth2(token).get("/api/me").then().statusCode(status);
    }

    private String bearerToken() {
        return given().get(realm.resolve("/bearer")).asString();
    }

    private void answer(String answer) {
        given().queryParam("answer", answer).post(realm.resolve("/introspection"));
    }

    private int introspections() {
        return Integer.parseInt(given().get(realm.resolve("/introspections")).asString());
    }
}

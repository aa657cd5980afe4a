package org.linzhang.gateway.login;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.Tokens;

/** The door as it really stands, code flow and all, while Keycloak is down. */
@QuarkusTest
@TestProfile(KeycloakAwayTest.NobodyThere.class)
class KeycloakAwayTest {

    public static class NobodyThere implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "linzhang.keycloak", "http://127.0.0.1:1/realms/linzhang",
                    "linzhang.web-secret", "secret",
                    "linzhang.session-secret", "secret-secret-secret-secret-secret");
        }
    }

    @Test
    void nobody_is_called_a_stranger_because_keycloak_cannot_be_asked() {
        unavailable("Authorization", "Bearer " + Tokens.of("county"));
        unavailable("Cookie", "q_session=from-before");
    }

    @Test
    void a_call_without_a_token_needs_no_keycloak_to_be_refused() {
        given().get("/api/me")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/unauthorized"));
    }

    @Test
    void the_log_in_page_says_that_it_is_not_there_for_now() {
        given().redirects()
                .follow(false)
                .get("/login?to=/chief")
                .then()
                .statusCode(503)
                .contentType("text/plain")
                .body(containsString("请稍后再试"));
    }

    @Test
    void what_is_public_stays_open_whatever_the_browser_still_holds() {
        given().cookie("q_session", "from-before").get("/api/settings").then().statusCode(200);
        given().cookie("q_session", "from-before").get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void a_log_out_is_refused_so_that_it_can_be_repeated() {
        given().cookie("q_session", "from-before")
                .header("X-Requested-With", "linzhang")
                .post("/logout")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/unavailable"));
        given().post("/logout").then().statusCode(204);
    }

    private static void unavailable(String header, String value) {
        given().header(header, value)
                .get("/api/me")
                .then()
                .statusCode(503)
                .header("Retry-After", "2")
                .body("type", equalTo("https://linzhang.org/problems/unavailable"));
    }
}

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

/** The production configuration with the code flow, while Keycloak is unavailable. */
@QuarkusTest
@TestProfile(KeycloakUnavailableTest.UnreachableKeycloak.class)
class KeycloakUnavailableTest {

    public static class UnreachableKeycloak implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "linzhang.keycloak", "http://127.0.0.1:1/realms/linzhang",
                    "linzhang.web-secret", "secret",
                    "linzhang.session-secret", "secret-secret-secret-secret-secret");
        }
    }

    @Test
    void a_token_or_session_that_cannot_be_verified_gets_503() {
        assertUnavailable("Authorization", "Bearer " + Tokens.of("county"));
        assertUnavailable("Cookie", "q_session=from-before");
    }

    @Test
    void a_call_without_a_token_gets_401() {
        given().get("/api/me")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/unauthorized"));
    }

    @Test
    void the_log_in_page_gets_503_with_a_text_for_people() {
        given().redirects()
                .follow(false)
                .get("/login?to=/chief")
                .then()
                .statusCode(503)
                .contentType("text/plain")
                .body(containsString("请稍后再试"));
    }

    @Test
    void public_paths_work_with_an_old_session_cookie() {
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

    private static void assertUnavailable(String header, String value) {
        given().header(header, value)
                .get("/api/me")
                .then()
                .statusCode(503)
                .header("Retry-After", "2")
                .body("type", equalTo("https://linzhang.org/problems/unavailable"));
    }
}

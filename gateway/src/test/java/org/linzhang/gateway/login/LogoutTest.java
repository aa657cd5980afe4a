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
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With real sessions, by the code flow of a realm that is a stub. */
@QuarkusTest
@TestProfile(CodeFlow.class)
@WithTestResource(StubRealm.class)
class LogoutTest {

    @ConfigProperty(name = "test.realm")
    URI realm;

    @BeforeEach
    void a_realm_that_ends_sessions() {
        RestAssured.given().post(realm.resolve("/answer?status=204"));
        RestAssured.given().post(realm.resolve("/validity?seconds=300"));
    }

    @Test
    void a_session_ends_here_and_at_keycloak() {
        // Given
        var cookies = CodeFlow.logIn();
        given().cookies(cookies).get("/api/me").then().statusCode(200).body("id", equalTo("5f1c"));
        int before = ended().size();
        // When
        var response = logOut(cookies);
        // Then
        response.then().statusCode(204).header("Cache-Control", "no-store");
        assertThat(ended()).hasSize(before + 1);
        assertThat(cookies.keySet())
                .allSatisfy(name ->
                        assertThat(response.detailedCookie(name).getMaxAge()).isZero());
        given().cookies(response.cookies()).get("/api/me").then().statusCode(401);
    }

    @Test
    void a_copy_of_the_session_cookie_is_useless_after_the_log_out() {
        // Given
        var copy = Map.copyOf(CodeFlow.logIn());
        given().cookies(copy).get("/api/me").then().statusCode(200);
        var otherSession = CodeFlow.logIn();
        // When
        logOut(copy).then().statusCode(204);
        // Then
        given().cookies(copy).get("/api/me").then().statusCode(401);
        given().cookies(otherSession).get("/api/me").then().statusCode(200);
    }

    @Test
    void a_session_whose_tokens_have_expired_ends_as_well() {
        // Given
        RestAssured.given().post(realm.resolve("/validity?seconds=1"));
        var cookies = CodeFlow.logIn();
        int before = ended().size();
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        // When, then
        logOut(cookies).then().statusCode(204);
        assertThat(ended()).hasSize(before + 1);
    }

    @Test
    void without_a_session_there_is_nothing_to_end() {
        int before = ended().size();
        logOut(Map.of()).then().statusCode(204);
        logOut(Map.of("q_session", "garbage")).then().statusCode(204);
        assertThat(ended()).hasSize(before);
    }

    @Test
    void a_session_that_keycloak_has_ended_before_is_ended() {
        // Given
        var cookies = CodeFlow.logIn();
        RestAssured.given()
                .queryParam("body", "{\"error\":\"invalid_grant\"}")
                .post(realm.resolve("/answer?status=400"));
        // When, then
        logOut(cookies).then().statusCode(204);
    }

    @Test
    void a_keycloak_that_does_not_end_it_leaves_the_session_for_another_attempt() {
        // Given
        var cookies = CodeFlow.logIn();
        RestAssured.given().post(realm.resolve("/answer?status=500"));
        // When
        var refused = logOut(cookies);
        // Then
        refused.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/unavailable"));
        assertThat(refused.detailedCookies().asList()).isEmpty();
        given().cookies(cookies).get("/api/me").then().statusCode(200);
        // And when
        RestAssured.given().post(realm.resolve("/answer?status=204"));
        // Then
        logOut(cookies).then().statusCode(204);
    }

    @Test
    void a_log_out_that_another_site_set_off_is_refused() {
        given().cookies(CodeFlow.logIn())
                .header("Origin", "https://evil.example")
                .post("/logout")
                .then()
                .statusCode(403);
    }

    @Test
    void a_link_logs_nobody_out() {
        var cookies = CodeFlow.logIn();
        given().cookies(cookies).redirects().follow(false).get("/logout").then().statusCode(405);
        given().cookies(cookies).get("/api/me").then().statusCode(200);
    }

    private static Response logOut(Map<String, String> cookies) {
        return given().cookies(cookies).header("X-Requested-With", "linzhang").post("/logout");
    }

    private List<String> ended() {
        return RestAssured.given().get(realm.resolve("/ended")).jsonPath().getList("");
    }
}

package org.linzhang.gateway.login;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.util.stream.Stream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.gateway.Upstreams;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@WithTestResource(Upstreams.class)
class LoginMechanismTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/me",
                "/api/regions",
                "/api/patrols",
                "/api/alerts/stream",
                "/api/nothing",
                "/api//me",
                "/api/me/"
            })
    void a_call_without_a_token_gets_401(String path) {
        assertUnauthorized(given().urlEncodingEnabled(false).get(path));
    }

    @ParameterizedTest
    @MethodSource("invalidCredentials")
    void an_invalid_token_gets_401(String authorization) {
        assertUnauthorized(given().header("Authorization", authorization).get("/api/me"));
        assertUnauthorized(
                given().header("Authorization", authorization).body("{}").put("/api/patrols/1"));
    }

    static Stream<String> invalidCredentials() {
        var token = Tokens.of("county");
        return Stream.of(
                "Bearer " + Tokens.of("county", "赵县林长", "512002", Duration.ofMinutes(-5), "chief"),
                "Bearer " + token.substring(0, token.lastIndexOf('.')) + ".c2lnbmF0dXJl",
                "Bearer garbage",
                "Bearer",
                "Basic Y291bnR5OmZvcmVzdA==");
    }

    @Test
    void an_app_learns_who_is_logged_in() {
        withToken("county")
                .get("/api/me")
                .then()
                .statusCode(200)
                .body("id", equalTo("county"))
                .body("username", equalTo("county"))
                .body("name", equalTo("赵县林长"))
                .body("roles", contains("chief"))
                .body("region.code", equalTo("512002"))
                .body("region.name", equalTo("雁江区"))
                .body("region.level", equalTo("COUNTY"));
    }

    @Test
    void a_token_without_a_valid_region_gets_403() {
        given().auth()
                .oauth2(Tokens.of("stranger", "Stranger", "nowhere", "chief"))
                .get("/api/me")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
    }

    @Test
    void the_settings_are_public() {
        given().get("/api/settings")
                .then()
                .statusCode(200)
                .body("tileUrl", equalTo("https://tiles.example/{z}/{x}/{y}.png"));
    }

    @Test
    void a_logged_in_user_is_redirected_to_the_requested_page() {
        withToken("county")
                .redirects()
                .follow(false)
                .get("/login?to=/chief")
                .then()
                .statusCode(303)
                .header("Location", "/chief");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/%5Cevil.example",
                "%2F%2Fevil.example",
                "/%252F%252Fevil.example",
                "https:%2F%2Fevil.example"
            })
    void a_redirect_to_another_site_is_replaced_by_the_home_page(String target) {
        withToken("county")
                .urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .get("/login?to=" + target)
                .then()
                .statusCode(303)
                .header("Location", "/");
    }

    private static RequestSpecification withToken(String user) {
        return given().auth().oauth2(Tokens.of(user));
    }

    private static void assertUnauthorized(Response response) {
        response.then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("Location", nullValue())
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("https://linzhang.org/problems/unauthorized"));
    }
}

package org.linzhang.gateway.browser;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import java.net.URI;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.gateway.Upstreams;
import org.linzhang.platform.testing.Tokens;

/** The session cookie is invalid: a request that passes the filter gets 401, a refused one 403. */
@QuarkusTest
@WithTestResource(Upstreams.class)
class CsrfFilterTest {

    @TestHTTPResource
    URI gateway;

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "PATCH", "DELETE"})
    void a_write_with_a_session_and_without_proof_of_origin_is_refused(String method) {
        withSession()
                .request(method, "/api/incidents/1")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/forbidden"));
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "X-Requested-With, XMLHttpRequest",
    })
    void a_write_from_another_site_is_refused(String header, String value) {
        withSession().header(header, value).put("/api/incidents/1").then().statusCode(403);
    }

    @Test
    void a_log_out_with_another_authorization_is_checked_as_well() {
        withSession().header("Authorization", "Basic x").post("/logout").then().statusCode(403);
    }

    @Test
    void a_chunk_of_a_long_session_cookie_counts_as_a_session() {
        given().cookie("q_session_chunk_1", "x").put("/api/incidents/1").then().statusCode(403);
    }

    @Test
    void a_write_from_a_page_of_this_site_passes() {
        var origin = gateway.getScheme() + "://" + gateway.getAuthority();
        withSession()
                .header("X-Requested-With", "linzhang")
                .put("/api/incidents/1")
                .then()
                .statusCode(401);
        withSession()
                .header("Sec-Fetch-Site", "same-origin")
                .put("/api/incidents/1")
                .then()
                .statusCode(401);
        withSession().header("Origin", origin).put("/api/incidents/1").then().statusCode(401);
    }

    @Test
    void a_read_with_a_session_passes_without_proof_of_origin() {
        withSession().get("/api/incidents").then().statusCode(401);
    }

    @Test
    void a_write_with_a_token_passes_without_proof_of_origin() {
        withSession()
                .auth()
                .oauth2(Tokens.of("ranger"))
                .put("/api/patrols/1")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification withSession() {
        return given().cookie("q_session", "invalid");
    }
}

package org.linzhang.gateway.browser;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import org.linzhang.gateway.Upstreams;
import org.linzhang.platform.testing.Tokens;

/** In these tests the subject of a token is the username. */
@QuarkusTest
@WithTestResource(Upstreams.class)
class ExpectedUserFilterTest {

    @Test
    void a_report_passes_in_the_session_of_the_person_who_made_it() {
        expecting("ranger", "ranger").get("/api/patrols/echo").then().statusCode(200);
    }

    @Test
    void a_report_is_not_sent_in_the_name_of_the_next_person_on_the_phone() {
        expecting("ranger", "village")
                .contentType(ContentType.JSON)
                .body("{}")
                .put("/api/patrols/1")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/user-mismatch"));
    }

    @Test
    void people_are_compared_by_their_id_and_not_by_their_username() {
        given().auth()
                .oauth2(Tokens.of("ranger"))
                .header("X-Expected-User", "张护林")
                .get("/api/me")
                .then()
                .statusCode(403);
    }

    @Test
    void a_call_that_expects_nobody_passes() {
        given().auth()
                .oauth2(Tokens.of("ranger"))
                .get("/api/patrols/echo")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification expecting(String id, String loggedIn) {
        return given().auth().oauth2(Tokens.of(loggedIn)).header("X-Expected-User", id);
    }
}

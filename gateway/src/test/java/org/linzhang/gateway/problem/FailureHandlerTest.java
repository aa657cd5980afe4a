package org.linzhang.gateway.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import org.linzhang.gateway.Upstreams;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@WithTestResource(Upstreams.class)
class FailureHandlerTest {

    @Test
    void a_path_that_nobody_answers_is_not_found() {
        given().auth()
                .oauth2(Tokens.of("county"))
                .get("/api/nothing/here")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/not-found"))
                .body("instance", equalTo("/api/nothing/here"))
                .body("stack", nullValue());
    }

    @Test
    void a_method_that_a_path_does_not_have_is_not_allowed() {
        given().auth()
                .oauth2(Tokens.of("county"))
                .delete("/api/me")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/method-not-allowed"));
    }

    @Test
    void the_gateway_is_ready_even_where_a_service_is_away() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/well").then().statusCode(503).body("checks[0].data.incident-service", equalTo("DOWN"));
    }
}

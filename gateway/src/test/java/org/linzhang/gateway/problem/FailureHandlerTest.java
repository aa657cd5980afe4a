package org.linzhang.gateway.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.gateway.Upstreams;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@WithTestResource(Upstreams.class)
class FailureHandlerTest {

    @Test
    void an_unknown_path_gets_404() {
        given().auth()
                .oauth2(Tokens.of("county"))
                .get("/api/nothing/here")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/not-found"))
                .body("instance", equalTo("/api/nothing/here"));
    }

    @Test
    void an_unsupported_method_gets_405() {
        given().auth()
                .oauth2(Tokens.of("county"))
                .delete("/api/me")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/method-not-allowed"));
    }

    @Test
    void the_gateway_is_ready_even_if_a_service_is_unavailable() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/well").then().statusCode(503).body("status", equalTo("DOWN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/live", "/ready", "/started", "/well", "/group/x", "/well/"})
    void a_health_page_names_no_services(String page) {
        assertThat(given().get("/q/health" + page).asString()).doesNotContain("service", "checks", "Kafka", "OIDC");
    }

    @Test
    void a_path_that_nothing_serves_is_text_for_people_and_a_problem_for_programs() {
        given().header("Accept", "text/html,*/*;q=0.8")
                .get("/nonsense")
                .then()
                .statusCode(404)
                .contentType("text/plain")
                .header("Cache-Control", "no-store")
                .body(containsString("没有这个页面"));
        given().header("Accept", "application/json")
                .get("/nonsense")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/not-found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/me;x=1", "/api/a%2Fb", "/api/%00"})
    void a_path_without_a_canonical_form_gets_400(String path) {
        given().auth()
                .oauth2(Tokens.of("county"))
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .header("X-Content-Type-Options", "nosniff")
                .body("type", equalTo("https://linzhang.org/problems/invalid-path"));
    }
}

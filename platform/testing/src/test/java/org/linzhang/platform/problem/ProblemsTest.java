package org.linzhang.platform.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import java.time.Duration;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class ProblemsTest {

    private static final String TYPES = "https://linzhang.org/problems/";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ no json                                     | malformed-json |              | is not JSON",
                "{\"species\":\"GINKGO\"} trailing             | malformed-json |              | is not JSON",
                "[]                                            | malformed-json |              | ",
                "{}                                            | invalid-field  | species      | must not be null",
                "{\"species\":\"PALM\"}                        | invalid-field  | species      | GINKGO, CAMPHOR",
                "{\"species\":0}                               | invalid-field  | species      | ",
                "{\"species\":\"GINKGO\",\"plate\":\"123456\"} | invalid-field  | plate        | between 0 and 5",
                "{\"species\":\"GINKGO\",\"region\":\"12x\"}   | invalid-field  | region       | digits",
                "{\"species\":\"GINKGO\",\"trunk\":{}}         | invalid-field  | trunk.girth  | must not be null",
                "{\"species\":\"GINKGO\",\"trunk\":{\"girth\":\"wide\"}} | invalid-field | trunk.girth | cannot be read as",
            })
    void invalid_input_is_answered_with_the_field_and_the_reason(
            String body, String slug, String field, String reason) {
        plant(Tokens.of("ranger"), body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo(TYPES + slug))
                .body("field", equalTo(field))
                .body("detail", containsString(reason == null ? "" : reason))
                .body("requestId", notNullValue());
    }

    @Test
    void an_id_that_is_not_a_uuid_is_answered_with_a_problem() {
        given().auth()
                .oauth2(Tokens.of("ranger"))
                .get("/trees/oak")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void a_request_without_a_token_is_401() {
        given().get("/trees/" + UUID.randomUUID())
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo(TYPES + "unauthorized"));
    }

    @Test
    void an_expired_token_is_401() {
        plant(Tokens.of("ranger", "张护林", "512002100201", Duration.ofMinutes(-5), "ranger"), "{\"species\":\"GINKGO\"}")
                .statusCode(401)
                .body("type", equalTo(TYPES + "unauthorized"));
    }

    @Test
    void a_token_with_a_changed_signature_is_401() {
        var token = Tokens.of("ranger");
        plant(token.substring(0, token.length() - 6) + "AAAAAA", "{\"species\":\"GINKGO\"}")
                .statusCode(401);
    }

    @Test
    void a_role_without_permission_is_403() {
        plant(Tokens.of("police"), "{\"species\":\"GINKGO\"}")
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo(TYPES + "forbidden"));
    }

    @Test
    void a_token_without_a_region_is_403() {
        plant(Tokens.of("ranger", "张护林", "nowhere", "ranger"), "{\"species\":\"GINKGO\"}")
                .statusCode(403);
    }

    @Test
    void the_caller_is_read_from_the_token() {
        plant(Tokens.of("ranger"), "{\"species\":\"GINKGO\"}")
                .statusCode(200)
                .body("planter", equalTo("ranger"))
                .body("region", equalTo("512002100201"));
    }

    @Test
    void an_internal_error_does_not_show_its_cause() {
        given().get("/trees/broken")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("type", equalTo(TYPES + "server-error"))
                .body("detail", not(containsString("passwords")));
    }

    @Test
    void a_body_over_the_limit_is_413() {
        var body = "{\"species\":\"GINKGO\",\"plate\":\"" + "1".repeat(1_100_000) + "\"}";
        plant(Tokens.of("ranger"), body).statusCode(413).body("type", equalTo(TYPES + "body-too-large"));
    }

    @Test
    void an_unknown_method_is_405_and_an_unknown_media_type_415() {
        given().delete("/trees/" + UUID.randomUUID()).then().statusCode(405).contentType("application/problem+json");
        given().auth()
                .oauth2(Tokens.of("ranger"))
                .contentType("text/plain")
                .body("a tree")
                .put("/trees/" + UUID.randomUUID())
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void a_request_id_is_returned_and_an_unsafe_one_is_replaced() {
        given().header("X-Request-Id", "phone-7")
                .get("/trees/broken")
                .then()
                .header("X-Request-Id", "phone-7")
                .body("requestId", equalTo("phone-7"));
        given().header("X-Request-Id", "a b<script>")
                .get("/trees/broken")
                .then()
                .header("X-Request-Id", not(containsString("script")));
    }

    private static ValidatableResponse plant(String token, String body) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .put("/trees/" + UUID.randomUUID())
                .then();
    }
}

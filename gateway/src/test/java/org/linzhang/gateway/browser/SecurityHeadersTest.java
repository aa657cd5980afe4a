package org.linzhang.gateway.browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.gateway.Upstreams;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@WithTestResource(Upstreams.class)
class SecurityHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/patrols",
                "/api/incidents",
                "/api/me",
                "/api/settings",
                "/api/nothing",
                "/nothing",
                "/q/health/ready"
            })
    void every_response_has_each_security_header_once(String path) {
        // When
        var headers = given().auth().oauth2(Tokens.of("county")).get(path).headers();
        // Then
        for (var name : List.of(
                "Content-Security-Policy",
                "X-Content-Type-Options",
                "Referrer-Policy",
                "Permissions-Policy",
                "Cross-Origin-Opener-Policy",
                "X-Request-Id")) {
            assertThat(headers.getValues(name)).as(name).hasSize(1);
        }
    }

    @Test
    void scripts_are_allowed_from_this_site_only_and_images_also_from_the_tile_server() {
        // When
        var policy = given().get("/api/settings").header("Content-Security-Policy");
        // Then
        assertThat(policy)
                .contains("default-src 'self'", "script-src 'self';", "frame-ancestors 'none'", "base-uri 'none'")
                .contains("img-src 'self' data: blob: https://tiles.example;")
                .endsWith("form-action 'self'");
    }

    @Test
    void strict_transport_security_is_not_sent_over_plain_http() {
        given().get("/api/settings").then().header("Strict-Transport-Security", nullValue());
    }

    @Test
    void api_responses_are_not_cached() {
        given().get("/api/settings").then().header("Cache-Control", "no-store");
    }
}

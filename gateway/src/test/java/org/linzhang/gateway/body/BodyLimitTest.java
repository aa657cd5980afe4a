package org.linzhang.gateway.body;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import org.linzhang.gateway.Upstreams;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@WithTestResource(Upstreams.class)
class BodyLimitTest {

    private static final int KIB = 1024;

    @TestHTTPResource
    URI gateway;

    @Test
    void a_body_of_the_maximum_size_passes() throws Exception {
        assertThat(putChunked("/api/patrols/1", 64 * KIB).statusCode()).isEqualTo(200);
    }

    @Test
    void a_body_with_a_content_length_over_the_limit_is_refused_before_it_is_read() {
        given().auth()
                .oauth2(Tokens.of("ranger"))
                .body(new byte[64 * KIB + 1])
                .put("/api/patrols/1")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/body-too-large"))
                .body("detail", equalTo("at most 65536 bytes are allowed here"));
    }

    @Test
    void a_chunked_body_over_the_limit_is_refused() throws Exception {
        // When
        var response = putChunked("/api/patrols/1", 64 * KIB + 1);
        // Then
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains("body-too-large");
    }

    @Test
    void a_track_segment_has_a_larger_limit() throws Exception {
        assertThat(putChunked("/api/patrols/1/segments/2", 1024 * KIB).statusCode())
                .isEqualTo(200);
        assertThat(putChunked("/api/patrols/1/segments/2", 1024 * KIB + 1).statusCode())
                .isEqualTo(413);
    }

    private HttpResponse<String> putChunked(String path, int bytes) throws IOException, InterruptedException {
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(
                    HttpRequest.newBuilder(gateway.resolve(path))
                            .header("Authorization", "Bearer " + Tokens.of("ranger"))
                            .PUT(HttpRequest.BodyPublishers.ofInputStream(
                                    () -> new ByteArrayInputStream(new byte[bytes])))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}

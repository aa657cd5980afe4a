package org.linzhang.gateway.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import org.linzhang.gateway.Upstreams;

@QuarkusTest
@WithTestResource(Upstreams.class)
class BundleFilesTest {

    private static final Pattern SCRIPT = Pattern.compile("src=\"(/static/bundle/[^\"]+\\.js)\"");

    @Test
    void a_bundle_is_compressed_once_and_sent_with_its_length() throws Exception {
        // When
        var plain = get(script(), null);
        var compressed = get(script(), "gzip, deflate, br");
        // Then
        assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(compressed.headers().firstValueAsLong("Content-Length")).hasValue(compressed.body().length);
        assertThat(compressed.body().length).isLessThan(plain.body().length / 2);
        assertThat(unzipped(compressed.body())).isEqualTo(plain.body());
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.headers().firstValue("Vary")).hasValue("accept-encoding");
    }

    @Test
    void a_bundle_has_its_media_type_and_may_be_kept_for_a_year() throws IOException {
        given().get(script())
                .then()
                .statusCode(200)
                .contentType(startsWith("text/javascript"))
                .header("Cache-Control", equalTo("public, max-age=31536000, immutable"))
                .header("X-Linzhang-Shell", notNullValue());
    }

    @Test
    void a_bundle_that_the_client_has_is_not_sent_again() {
        var etag = given().get(script()).header("ETag");
        given().header("If-None-Match", etag)
                .get(script())
                .then()
                .statusCode(304)
                .body(equalTo(""));
    }

    @Test
    void the_head_of_a_bundle_has_the_length_and_no_body() throws Exception {
        var length = get(script(), "gzip").body().length;
        given().header("Accept-Encoding", "gzip")
                .head(script())
                .then()
                .statusCode(200)
                .header("Content-Length", Integer.toString(length));
    }

    @Test
    void there_is_nothing_but_bundles() {
        for (var path :
                new String[] {"", "/", "/none.js", "/..%2F..%2Fapplication.properties", "/%2e%2e/x.js", "/a/b.js"}) {
            given().urlEncodingEnabled(false)
                    .get("/static/bundle" + path)
                    .then()
                    .statusCode(oneOf(400, 404))
                    .header("X-Linzhang-Shell", nullValue());
        }
    }

    @Test
    void a_bundle_is_not_compressed_twice_on_http_2() throws Exception {
        // When
        var plain = get(script(), null);
        var compressed = get(script(), "gzip", HttpClient.Version.HTTP_2);
        // Then
        assertThat(compressed.version()).isEqualTo(HttpClient.Version.HTTP_2);
        boolean isGzip = compressed.headers().firstValue("Content-Encoding").equals(Optional.of("gzip"));
        assertThat(isGzip ? unzipped(compressed.body()) : compressed.body()).isEqualTo(plain.body());
    }

    private static String script() {
        var found = SCRIPT.matcher(given().get("/ranger").asString());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /** Unlike REST Assured, does not uncompress the body. */
    private static HttpResponse<byte[]> get(String path, String acceptEncoding) throws Exception {
        return get(path, acceptEncoding, HttpClient.Version.HTTP_1_1);
    }

    private static HttpResponse<byte[]> get(String path, String acceptEncoding, HttpClient.Version version)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path));
        if (acceptEncoding != null) {
            request.header("Accept-Encoding", acceptEncoding);
        }
        try (var client = HttpClient.newBuilder().version(version).build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static byte[] unzipped(byte[] body) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        }
    }
}

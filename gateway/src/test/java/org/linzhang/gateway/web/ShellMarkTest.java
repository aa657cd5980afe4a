package org.linzhang.gateway.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.regex.Pattern;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.gateway.Upstreams;

/** The header without which the service worker stores nothing. */
@QuarkusTest
@WithTestResource(Upstreams.class)
class ShellMarkTest {

    private static final String MARK = "X-Linzhang-Shell";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/ranger",
                "/ranger/reports",
                "/chief",
                "/supervisor",
                "/manifest.webmanifest",
                "/icons/icon.svg",
                "/icons/icon-192.png"
            })
    void what_the_worker_stores_is_marked(String path) {
        given().get(path).then().statusCode(200).header(MARK, notNullValue());
    }

    @Test
    void the_bundles_that_a_page_names_are_marked() {
        // Given
        var bundles = Pattern.compile("\"(/static/bundle/[^\"]+)\"")
                .matcher(given().get("/ranger").asString())
                .results()
                .map(bundle -> bundle.group(1))
                .toList();
        // When, then
        assertThat(bundles)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(bundle -> given().get(bundle).then().statusCode(200).header(MARK, notNullValue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/static/bundle/chunk-ABCD2345.js", "/chief/a.b", "/icons/missing.svg", "/missing.html"})
    void an_error_is_neither_marked_nor_cached(String path) {
        given().get(path).then().statusCode(404).header(MARK, nullValue()).header("Cache-Control", "no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/settings", "/login", "/q/health/ready"})
    void nothing_else_is(String path) {
        given().redirects().follow(false).get(path).then().header(MARK, nullValue());
    }
}

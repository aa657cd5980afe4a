package org.linzhang.gateway.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import java.util.regex.Pattern;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.gateway.Upstreams;

@QuarkusTest
@WithTestResource(Upstreams.class)
class PagesTest {

    private static final Pattern NAMED = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");

    @ParameterizedTest
    @CsvSource({"/,lz-home", "/ranger,lz-ranger", "/chief,lz-chief", "/supervisor,lz-supervisor"})
    void a_face_opens_for_everybody_with_all_that_it_names(String path, String element) {
        // When
        var page = given().redirects().follow(false).get(path);
        // Then
        page.then()
                .statusCode(200)
                .contentType(ContentType.HTML)
                .header("Cache-Control", "no-cache")
                .body(containsString("<" + element + ">"));
        var named = NAMED.matcher(page.asString()).results().map(result -> result.group(1));
        assertThat(named)
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(file -> given().get(file).then().statusCode(200));
    }

    @Test
    void a_bundle_is_cached_forever() {
        // Given
        var script = Pattern.compile("src=\"(/static/bundle/[^\"]+)\"")
                .matcher(given().get("/ranger").asString());
        assertThat(script.find()).isTrue();
        // When, then
        given().get(script.group(1)).then().header("Cache-Control", containsString("immutable"));
    }

    @Test
    void the_service_worker_is_served_at_the_root_and_always_revalidated() {
        given().get("/sw.js")
                .then()
                .statusCode(200)
                .contentType(containsString("javascript"))
                .header("Cache-Control", "no-cache")
                .body(containsString("linzhang-shell"));
    }

    @Test
    void the_manifest_names_icons_that_exist() {
        var manifest = given().get("/manifest.webmanifest");
        manifest.then()
                .statusCode(200)
                .contentType(startsWith("application/manifest+json"))
                .header("Cache-Control", "no-cache");
        assertThat(given().get("/manifest.webmanifest").jsonPath().getList("icons.src", String.class))
                .hasSize(4)
                .allSatisfy(icon -> given().get(icon).then().statusCode(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ranger/../../application.properties", "/web/ranger.html", "/application.properties"})
    void no_other_file_of_the_jar_is_served(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(404);
    }
}

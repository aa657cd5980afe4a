package org.linzhang.gateway.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    private static final Pattern SCRIPT = Pattern.compile("src=\"(/static/bundle/[^\"]+)\"");
    /** As esbuild writes it; {@code import("...")} imports later. */
    private static final Pattern IMPORTED_AT_ONCE = Pattern.compile("(?:from|import)\"(/static/bundle/[^\"]+\\.js)\"");
    /** Characters, before compression; about 150,000 when this was written. */
    private static final int RANGER_BUDGET = 200_000;

    private static final Pattern NAMED = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");

    @ParameterizedTest
    @CsvSource({"/,lz-home", "/ranger,lz-ranger", "/chief,lz-chief", "/supervisor,lz-supervisor"})
    void an_app_opens_without_a_session_with_all_files_that_it_names(String path, String element) {
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

    @ParameterizedTest
    @CsvSource({
        "/chief/cases,lz-chief",
        "/chief/cases/0f8fad5b-d9cb-469f-a165-70867728950e,lz-chief",
        "/chief/,lz-chief",
        "/ranger/reports,lz-ranger",
        "/supervisor/closure?region=512002&by=kind,lz-supervisor",
        "/supervisor/no/such/page,lz-supervisor"
    })
    void every_path_below_an_app_opens_the_app(String path, String element) {
        given().redirects()
                .follow(false)
                .get(path)
                .then()
                .statusCode(200)
                .contentType(ContentType.HTML)
                .header("Cache-Control", "no-cache")
                .body(containsString("<" + element + ">"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chiefs", "/chief.js", "/chief/chunk-ABCD2345.js", "/ranger/sw.js", "/other"})
    void no_other_path_opens_an_app(String path) {
        given().get(path).then().statusCode(404);
    }

    /** A ranger's phone is slow, and so is its network. */
    @Test
    void what_the_ranger_loads_first_has_neither_map_nor_charts() {
        // When
        var scripts = scriptsOf("/ranger");
        // Then
        assertThat(scripts).isNotEmpty();
        assertThat(String.join("", scripts.values()))
                .doesNotContain("leaflet-pane")
                .doesNotContain("zrender");
        assertThat(scripts.values().stream().mapToInt(String::length).sum())
                .as("characters of the scripts: %s", scripts.keySet())
                .isLessThan(RANGER_BUDGET);
    }

    /** The scripts that a page names, and all that they import at once, by their paths. */
    private static Map<String, String> scriptsOf(String page) {
        var found = new LinkedHashMap<String, String>();
        var open = new ArrayDeque<String>();
        matches(SCRIPT, given().get(page).asString()).forEach(open::add);
        while (!open.isEmpty()) {
            var path = open.remove();
            if (!found.containsKey(path)) {
                var text = given().get(path).asString();
                found.put(path, text);
                matches(IMPORTED_AT_ONCE, text).forEach(open::add);
            }
        }
        return found;
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1));
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
                .body(matchesPattern("import '/static/bundle/worker-\\w+\\.js';\\s*"));
    }

    @Test
    void the_bundle_of_the_service_worker_is_served() {
        // Given
        var bundle = matches(
                        Pattern.compile("'(/static/bundle/[^']+)'"),
                        given().get("/sw.js").asString())
                .findFirst()
                .orElseThrow();
        // When, then
        given().get(bundle)
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("immutable"))
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

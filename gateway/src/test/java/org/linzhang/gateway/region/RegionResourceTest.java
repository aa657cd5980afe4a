package org.linzhang.gateway.region;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import org.linzhang.gateway.Upstreams;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@WithTestResource(Upstreams.class)
class RegionResourceTest {

    @Test
    void the_subregions_of_a_region_are_sorted_by_code() {
        asCounty()
                .get("/api/regions?parent=5120")
                .then()
                .statusCode(200)
                .body("items.code", contains("512002", "512021", "512022"))
                .body("items[0].name", equalTo("雁江区"))
                .body("items[0].level", equalTo("COUNTY"));
    }

    @Test
    void without_a_parent_the_top_level_regions_are_returned() {
        asCounty().get("/api/regions").then().body("items.code", contains("51"));
    }

    @Test
    void a_village_has_no_subregions() {
        asCounty()
                .get("/api/regions?parent=512002100201")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void an_unknown_parent_gets_400_with_the_field_name() {
        for (var unknown : new String[] {"99", "512", "abc"}) {
            asCounty()
                    .queryParam("parent", unknown)
                    .get("/api/regions")
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("https://linzhang.org/problems/unknown-region"))
                    .body("field", equalTo("parent"));
        }
    }

    @Test
    void a_region_has_the_path_of_its_names() {
        asCounty()
                .get("/api/regions/512002100201")
                .then()
                .statusCode(200)
                .body("level", equalTo("VILLAGE"))
                .body("path", containsString("雁江区雁江镇"));
    }

    @Test
    void an_unknown_region_gets_404() {
        asCounty().get("/api/regions/999999").then().statusCode(404).contentType("application/problem+json");
        asCounty().get("/api/regions/nonsense").then().statusCode(404);
    }

    @Test
    void unchanged_boundaries_get_304() {
        // Given
        var first = asCounty().get("/api/regions/boundaries.geojson");
        first.then()
                .statusCode(200)
                .contentType("application/geo+json")
                .header("Cache-Control", "max-age=86400, private")
                .header("Content-Encoding", "gzip")
                .body("features.properties.code", hasItem("512002"));
        // When
        var again = asCounty().header("If-None-Match", first.header("ETag")).get("/api/regions/boundaries.geojson");
        // Then
        again.then().statusCode(304);
    }

    private static RequestSpecification asCounty() {
        return given().auth().oauth2(Tokens.of("county"));
    }
}

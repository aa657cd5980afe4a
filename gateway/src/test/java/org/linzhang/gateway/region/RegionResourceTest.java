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
    void the_regions_right_below_one_are_listed_by_code() {
        county().get("/api/regions?parent=5120")
                .then()
                .statusCode(200)
                .body("items.code", contains("512002", "512021", "512022"))
                .body("items[0].name", equalTo("雁江区"))
                .body("items[0].level", equalTo("COUNTY"));
    }

    @Test
    void without_a_parent_the_list_begins_at_the_top() {
        county().get("/api/regions").then().body("items.code", contains("51"));
    }

    @Test
    void a_village_has_nothing_below_it() {
        county().get("/api/regions?parent=512002100201").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void an_unknown_parent_is_named_as_the_field_at_fault() {
        for (var unknown : new String[] {"99", "512", "abc"}) {
            county().queryParam("parent", unknown)
                    .get("/api/regions")
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("https://linzhang.org/problems/unknown-region"))
                    .body("field", equalTo("parent"));
        }
    }

    @Test
    void one_region_says_its_name_as_people_do() {
        county().get("/api/regions/512002100201")
                .then()
                .statusCode(200)
                .body("level", equalTo("VILLAGE"))
                .body("path", containsString("雁江区雁江镇"));
    }

    @Test
    void a_region_that_does_not_exist_is_not_found() {
        county().get("/api/regions/999999").then().statusCode(404).contentType("application/problem+json");
        county().get("/api/regions/nonsense").then().statusCode(404);
    }

    @Test
    void the_boundaries_are_sent_once_and_then_only_confirmed() {
        // Given
        var first = county().get("/api/regions/boundaries.geojson");
        first.then()
                .statusCode(200)
                .contentType("application/geo+json")
                .header("Cache-Control", "max-age=86400, private")
                .header("Content-Encoding", "gzip")
                .body("features.properties.code", hasItem("512002"));
        // When
        var again = county().header("If-None-Match", first.header("ETag")).get("/api/regions/boundaries.geojson");
        // Then
        again.then().statusCode(304);
    }

    private static RequestSpecification county() {
        return given().auth().oauth2(Tokens.of("county"));
    }
}

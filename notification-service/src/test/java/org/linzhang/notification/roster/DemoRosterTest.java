package org.linzhang.notification.roster;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.region.Level;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.testing.EventProbe;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class DemoRosterTest {

    /** A chief for each of 1,324 regions, a ranger, a supervisor and a police officer. */
    private static final int ALL_PEOPLE = 1327;

    @Inject
    DemoRoster demoRoster;

    @Inject
    Regions regions;

    @Inject
    Pool pool;

    @Test
    void every_city_county_township_and_village_of_ziyang_has_exactly_one_chief() {
        // When
        var chiefs = new HashMap<String, Integer>();
        pool.query("select region_code from appointment where role = 'chief'")
                .executeAndAwait()
                .forEach(row -> chiefs.merge(row.getString(0), 1, Integer::sum));
        // Then
        assertThat(regions.all())
                .filteredOn(region -> region.code().level() != Level.PROVINCE)
                .hasSize(1324)
                .allSatisfy(region -> assertThat(chiefs.get(region.code().value()))
                        .as(region.name())
                        .isEqualTo(1));
    }

    @Test
    void a_generated_chief_is_named_after_the_village() {
        given().auth()
                .oauth2(Tokens.of("township"))
                .get("/api/roster?region=512002100202")
                .then()
                .statusCode(200)
                .body(
                        "items",
                        equalTo(List.of(Map.of(
                                "username", "chief-512002100202",
                                "name", "石厂村林长",
                                "role", "chief",
                                "regionCode", "512002100202",
                                "regionName", regions.pathOf(RegionCode.of("512002100202"))))));
    }

    @Test
    void only_one_of_two_instances_that_start_together_fills_an_empty_roster() throws Exception {
        // Given
        pool.query("delete from appointment").executeAndAwait();
        // When
        Callable<Integer> start = () -> {
            try {
                return VertxContextSupport.subscribeAndAwait(demoRoster::fillIfEmpty);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        };
        var appointed = new ArrayList<Integer>();
        try (var instances = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var instance : instances.invokeAll(List.of(start, start))) {
                appointed.add(instance.get());
            }
        }
        // Then
        assertThat(appointed).containsExactlyInAnyOrder(0, ALL_PEOPLE);
        assertThat(people()).isEqualTo(ALL_PEOPLE);
    }

    @Test
    void an_event_is_published_for_each_appointment() {
        try (var probe = EventProbe.on("roster.appointments.v1")) {
            for (var key : List.of("512002100/township", "512002/police", "512022118203/chief-512022118203")) {
                // Then
                assertThat(probe.awaitEvents(key, 1).getFirst().type()).isEqualTo("org.linzhang.roster.appointed.v1");
            }
        }
    }

    @Test
    void a_county_chief_lists_the_people_of_the_county_page_by_page() {
        // When
        var listed = new ArrayList<String>();
        String cursor = null;
        do {
            var page = given().auth()
                    .oauth2(Tokens.of("county"))
                    .queryParam("limit", 200)
                    .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
                    .get("/api/roster")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            listed.addAll(page.getList("items.regionCode"));
            cursor = page.getString("next");
        } while (cursor != null);
        // Then
        assertThat(listed).hasSize(expectedIn("512002")).isSorted().allMatch(region -> region.startsWith("512002"));
    }

    @ParameterizedTest
    @CsvSource({
        "county,   region=512021,   404, not-found",
        "township, region=512002,   404, not-found",
        "county,   region=512999,   400, unknown-region",
        "county,   region=nowhere,  400, invalid-field",
        "county,   limit=0,         400, invalid-field",
        "county,   limit=many,      400, invalid-field",
        "county,   cursor=any,      400, invalid-field",
        "county,   cursor=NTEyMAoA, 400, invalid-field",
    })
    void a_query_outside_the_scope_or_with_invalid_parameters_is_refused(
            String user, String query, int status, String slug) {
        given().auth()
                .oauth2(Tokens.of(user))
                .get("/api/roster?" + query)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("https://linzhang.org/problems/" + slug));
    }

    private int expectedIn(String code) {
        int chiefs = (int) regions.all().stream()
                .filter(region -> region.code().value().startsWith(code))
                .count();
        int rangerAndPolice = 2;
        return chiefs + rangerAndPolice;
    }

    private long people() {
        return pool.query("select count(*) from appointment")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }
}

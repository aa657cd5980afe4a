package org.linzhang.notification.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.Severity;
import org.linzhang.notification.IncidentEvents;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.testing.MovableClock;
import org.linzhang.platform.testing.Servers;

/** The routing rules of the migration, with the demo roster. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class RouterTest {

    @Inject
    Router router;

    @Inject
    Pool pool;

    @Inject
    MovableClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "FIRE,            MINOR,    512002100201, village township county",
        "FIRE,            CRITICAL, 512002100201, village township county city",
        "FIELD_FIRE,      MINOR,    512002100201, village township county",
        "PEST,            MAJOR,    512002100201, township county",
        "ILLEGAL_LOGGING, MINOR,    512002100201, county police",
        "ILLEGAL_LOGGING, CRITICAL, 512002100201, county police city",
        "FIRE_HAZARD,     MINOR,    512002100201, village township",
        "OTHER,           MINOR,    512002100201, township",
        "WETLAND,         CRITICAL, 512002100201, township city",
        "FIRE,            MINOR,    512002,       county",
        "PEST,            MINOR,    512002100,    township county",
        "ILLEGAL_LOGGING, MINOR,    512021,       outsider",
        "FIRE,            MINOR,    5120,         city",
        "FIRE,            MINOR,    51,           admin",
    })
    void the_rules_choose_recipients_by_kind_severity_and_region(
            IncidentKind kind, Severity severity, String region, String usernames) throws Throwable {
        // When
        var route = session(() -> router.route(IncidentEvents.reported(kind, severity, RegionCode.of(region))));
        // Then
        assertThat(route.recipients()).extracting(Recipient::username).containsExactlyInAnyOrder(usernames.split(" "));
    }

    @ParameterizedTest
    @EnumSource(value = IncidentKind.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void every_kind_alerts_at_least_the_township_or_the_county(IncidentKind kind) throws Throwable {
        // When
        var route = session(
                () -> router.route(IncidentEvents.reported(kind, Severity.MINOR, RegionCode.of("512002100201"))));
        // Then
        assertThat(route.recipients()).extracting(Recipient::username).containsAnyOf("township", "county");
    }

    @Test
    void a_rule_that_a_newer_version_has_added_does_not_stop_the_routing() throws Throwable {
        // Given
        pool.query(
                        "insert into routing_rule (kind, severity, level, role) values ('LANDSLIDE', 'EXTREME', 'CITY', 'chief')")
                .executeAndAwait();
        clock.advance(Duration.ofSeconds(10));
        // When
        var route = session(() -> router.route(IncidentEvents.fireIn(IncidentEvents.VILLAGE)));
        pool.query("delete from routing_rule where kind = 'LANDSLIDE'").executeAndAwait();
        // Then
        assertThat(route.recipients())
                .extracting(Recipient::username)
                .containsExactlyInAnyOrder("village", "township", "county");
    }

    @Test
    void an_incident_handed_over_to_a_region_goes_to_its_chief() throws Throwable {
        var route = session(() -> router.routeToChiefOf(IncidentEvents.TOWNSHIP));
        assertThat(route.recipients()).containsExactly(new Recipient("township", IncidentEvents.TOWNSHIP));
    }

    @Test
    void an_incident_handed_over_to_a_person_goes_to_them_in_the_region_they_are_responsible_for() throws Throwable {
        var route = session(() -> router.routeToPerson("police", IncidentEvents.VILLAGE));
        assertThat(route.recipients()).containsExactly(new Recipient("police", IncidentEvents.COUNTY));
    }

    @Test
    void a_person_who_is_not_in_the_roster_is_alerted_in_the_region_of_the_incident() throws Throwable {
        var route = session(() -> router.routeToPerson("new-colleague", IncidentEvents.VILLAGE));
        assertThat(route.recipients()).containsExactly(new Recipient("new-colleague", IncidentEvents.VILLAGE));
    }

    @Test
    void a_new_appointment_takes_effect_after_ten_seconds() throws Throwable {
        // Given a region whose appointments were read just now
        clock.advance(Duration.ofSeconds(10));
        var region = RegionCode.of("512002100202");
        var fire = IncidentEvents.reported(IncidentKind.FIRE, Severity.MINOR, region);
        session(() -> router.route(fire));
        // When
        appoint("newcomer", "512002100202");
        var before = session(() -> router.route(fire));
        clock.advance(Duration.ofSeconds(10));
        var after = session(() -> router.route(fire));
        pool.query("delete from appointment where username = 'newcomer'").executeAndAwait();
        // Then
        assertThat(before.recipients()).doesNotContain(new Recipient("newcomer", region));
        assertThat(after.recipients()).contains(new Recipient("newcomer", region));
    }

    @Test
    void a_person_of_several_regions_is_alerted_in_the_smallest_that_contains_the_incident() throws Throwable {
        // Given an office in the county and its township, and one elsewhere whose code is greater
        for (var region : List.of("512002", "512002100", "512021001001")) {
            appoint("several", region);
        }
        // When
        var inVillage = session(() -> router.routeToPerson("several", IncidentEvents.VILLAGE));
        var inOtherCity = session(() -> router.routeToPerson("several", RegionCode.of("5101")));
        pool.query("delete from appointment where username = 'several'").executeAndAwait();
        // Then
        assertThat(inVillage.recipients()).containsExactly(new Recipient("several", IncidentEvents.TOWNSHIP));
        assertThat(inOtherCity.recipients()).containsExactly(new Recipient("several", RegionCode.of("512021001001")));
    }

    private void appoint(String username, String region) {
        pool.preparedQuery("insert into appointment (region_code, username, name, role) values ($1, $2, '林长', 'chief')")
                .executeAndAwait(Tuple.of(region, username));
    }

    private static <T> T session(Supplier<Uni<T>> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> Panache.withSession(work));
    }
}

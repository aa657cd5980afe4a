package org.linzhang.notification.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Supplier;
import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
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

/** The routing table as it is delivered, with the people of the demo. */
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
    void who_is_told_of_what(IncidentKind kind, Severity severity, String place, String usernames) throws Throwable {
        // When
        var route = session(() -> router.reported(IncidentEvents.reported(kind, severity, RegionCode.of(place))));
        // Then
        assertThat(route.recipients()).extracting(Recipient::username).containsExactlyInAnyOrder(usernames.split(" "));
    }

    @ParameterizedTest
    @EnumSource(IncidentKind.class)
    void every_kind_has_a_rule_that_reaches_the_township_or_the_county(IncidentKind kind) throws Throwable {
        // When
        var route = session(
                () -> router.reported(IncidentEvents.reported(kind, Severity.MINOR, RegionCode.of("512002100201"))));
        // Then
        assertThat(route.recipients()).extracting(Recipient::username).containsAnyOf("township", "county");
    }

    @Test
    void what_is_handed_to_a_region_goes_to_its_chief() throws Throwable {
        var route = session(() -> router.toChiefOf(IncidentEvents.TOWNSHIP));
        assertThat(route.recipients()).containsExactly(new Recipient("township", IncidentEvents.TOWNSHIP));
    }

    @Test
    void what_is_handed_to_a_person_goes_to_them_for_what_they_answer_for() throws Throwable {
        var route = session(() -> router.toPerson("police", IncidentEvents.VILLAGE));
        assertThat(route.recipients()).containsExactly(new Recipient("police", IncidentEvents.COUNTY));
    }

    @Test
    void a_person_whom_the_roster_does_not_know_is_told_for_the_place() throws Throwable {
        var route = session(() -> router.toPerson("new-colleague", IncidentEvents.VILLAGE));
        assertThat(route.recipients()).containsExactly(new Recipient("new-colleague", IncidentEvents.VILLAGE));
    }

    @Test
    void who_joins_the_roster_is_told_of_all_that_is_reported_ten_seconds_later() throws Throwable {
        // Given a place that was asked for a moment ago
        var place = RegionCode.of("512002100202");
        var fire = IncidentEvents.reported(IncidentKind.FIRE, Severity.MINOR, place);
        session(() -> router.reported(fire));
        // When
        pool.query("insert into appointment (region_code, username, name, role)"
                        + " values ('512002100202', 'newcomer', '新林长', 'chief')")
                .executeAndAwait();
        clock.advance(Duration.ofSeconds(10));
        var route = session(() -> router.reported(fire));
        pool.query("delete from appointment where username = 'newcomer'").executeAndAwait();
        // Then
        assertThat(route.recipients()).contains(new Recipient("newcomer", place));
    }

    private static <T> T session(Supplier<Uni<T>> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> Panache.withSession(work));
    }
}

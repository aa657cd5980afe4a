package org.linzhang.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.linzhang.incident.IncidentApi.fire;
import static org.linzhang.incident.IncidentApi.get;
import static org.linzhang.incident.IncidentApi.perform;
import static org.linzhang.incident.IncidentApi.put;
import static org.linzhang.incident.IncidentApi.reported;

import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import jakarta.inject.Inject;

import com.fasterxml.uuid.Generators;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.Servers;

/** History entries are in the partition of the month in which the id of their incident was generated. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class HistoryPartitionsTest {

    private static final String THIS_MONTH =
            "incident_history_" + YearMonth.now(ZoneOffset.UTC).toString().replace('-', '_');

    /** Copied from the version before the partitions, which runs on the new schema during an upgrade. */
    private static final String EARLIER_REPORT = """
            with inserted as (
                insert into incident (id, kind, severity, status, source, region_code, lat, lon, description, details,
                                      reported_at, received_at, reporter, reporter_name, patrol_id, fingerprint, updated_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $12)
                on conflict (id) do nothing
                returning id, received_at, reporter, reporter_name, status
            ), history as (
                insert into incident_history (id, incident_id, at, action, actor, actor_name, to_status)
                select $17, id, received_at, $18, reporter, reporter_name, status from inserted
            )
            insert into outbox (id, aggregatetype, aggregateid, type, payload, headers)
            select e.id::uuid, e.topic, e.key, e.type, e.payload::jsonb, e.headers::jsonb
            from inserted, unnest(cast($19 as text[]), cast($20 as text[]), cast($21 as text[]), cast($22 as text[]), cast($23 as text[]), cast($24 as text[])) with ordinality as e (id, topic, key, type, payload, headers, nth)
            order by e.nth
            """;

    /** As Hibernate generated it in the version before the partitions. */
    private static final String EARLIER_ENTRY = """
            insert into incident_history (action,actor,actor_name,at,from_status,handed_to_name,handed_to_region,
            handed_to_username,idempotency_key,incident_id,note,to_status,id)
            values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)
            """;

    @Inject
    Pool pool;

    @Test
    void an_entry_is_in_the_partition_of_the_month_of_its_incident() {
        // Given
        var incident = reported();
        // When
        perform("county", incident, "accept");
        // Then
        assertThat(partitionsOf(incident)).containsExactly(THIS_MONTH, THIS_MONTH);
    }

    @Test
    void an_incident_with_a_random_id_has_its_history_in_the_default_partition() {
        // Given
        var incident = UUID.randomUUID();
        put("ranger", incident, fire()).statusCode(201);
        // When
        perform("county", incident, "accept");
        // Then
        assertThat(partitionsOf(incident)).containsExactly("incident_history_default", "incident_history_default");
    }

    @Test
    void the_statements_of_the_version_before_write_the_history_in_order_and_each_key_once() {
        for (var incident : List.of(Generators.timeBasedEpochGenerator().generate(), UUID.randomUUID())) {
            // When
            reportByEarlierVersion(incident);
            reportByEarlierVersion(incident);
            addByEarlierVersion(incident, "ACCEPT", "key-1");
            addByEarlierVersion(incident, "REJECT", null);
            // Then
            assertThatThrownBy(() -> addByEarlierVersion(incident, "REJECT", "key-1"))
                    .hasMessageContaining("idempotency_key");
            get("county", "/api/incidents/{id}/history", incident)
                    .body("items.action", contains("report", "accept", "reject"));
        }
    }

    @Test
    void the_database_refuses_to_change_the_history_through_a_partition() {
        // Given
        reported();
        put("ranger", UUID.randomUUID(), fire()).statusCode(201);
        // Then
        for (var partition : List.of(THIS_MONTH, "incident_history_default")) {
            for (var statement : List.of("update %s set actor = 'me'", "delete from %s", "truncate %s")) {
                assertThatThrownBy(
                                () -> pool.query(statement.formatted(partition)).executeAndAwait())
                        .hasMessageContaining(partition + " is append-only");
            }
        }
    }

    /** Without events, so that nothing is published. */
    private void reportByEarlierVersion(UUID incident) {
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        var values = Tuple.from(Arrays.asList(
                incident,
                "FIRE",
                "MAJOR",
                "REPORTED",
                "RANGER",
                "512002100201",
                null,
                null,
                "山脚冒烟",
                null,
                now,
                now,
                "ranger",
                "张护林",
                null,
                Buffer.buffer("fingerprint"),
                UUID.randomUUID(),
                "REPORT"));
        for (int column = 0; column < 6; column++) {
            values.addArrayOfString(new String[0]);
        }
        pool.preparedQuery(EARLIER_REPORT).executeAndAwait(values);
    }

    private void addByEarlierVersion(UUID incident, String action, String key) {
        pool.preparedQuery(EARLIER_ENTRY)
                .executeAndAwait(Tuple.from(Arrays.asList(
                        action,
                        "county",
                        "李林长",
                        OffsetDateTime.now(ZoneOffset.UTC),
                        "REPORTED",
                        null,
                        null,
                        null,
                        key,
                        incident,
                        null,
                        "ACCEPTED",
                        UUID.randomUUID())));
    }

    private List<String> partitionsOf(UUID incident) {
        RowSet<Row> rows = pool.preparedQuery(
                        "select tableoid::regclass::text from incident_history where incident_id = $1")
                .executeAndAwait(Tuple.of(incident));
        return rows.stream().map(row -> row.getString(0)).toList();
    }
}

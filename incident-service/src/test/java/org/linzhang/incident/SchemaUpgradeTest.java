package org.linzhang.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.EarlierDatabase;
import org.linzhang.platform.testing.Servers;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class SchemaUpgradeTest {

    @Inject
    Flyway flyway;

    @Test
    void a_database_of_the_first_release_is_upgraded_and_keeps_its_rows() throws SQLException {
        // Given
        try (var database = EarlierDatabase.create();
                var created = EarlierDatabase.empty()) {
            database.execute("""
                        insert into incident (id, kind, severity, status, source, region_code, lat, lon, description, reported_at,
                                              received_at, reporter, reporter_name, fingerprint, handed_to_region,
                                              handed_to_username, handed_to_name, updated_at)
                        values ('0190a5d2-0000-7000-8000-000000000001', 'FIRE', 'MAJOR', 'HANDED_OVER', 'RANGER', '512002100201',
                                30.1, 104.6, 'smoke above the ridge', now(), now(), 'ranger', '张护林', '\\x00', '512002100201',
                                'village', '李林长', now())
                        """);
            database.execute("""
                        insert into incident_history (id, incident_id, at, verb, actor, actor_name, to_status, idempotency_key)
                        values ('0190a5d2-0000-7000-8000-000000000002', '0190a5d2-0000-7000-8000-000000000001', now(), 'report',
                                'ranger', '张护林', 'REPORTED', 'key')
                        """);
            database.execute("insert into closure_rollup values ('512002100201', 'FIRE', '2026-11-20', 1, 0, 0)");
            database.execute("insert into appointment values ('512002100201', 'village', '李林长', 'chief')");
            database.execute("insert into inbox values ('closure', '0190a5d2-0000-7000-8000-000000000003')");

            // When
            database.start(flyway);
            created.start(flyway);

            // Then
            assertThat(database.query("select description from incident where handed_to_username = 'village'"))
                    .containsExactly("smoke above the ridge");
            assertThat(database.query("select action from incident_history")).containsExactly("report");
            assertThat(database.query("select reported from closure_rollup")).containsExactly("1");
            assertThat(database.query("select username from appointment")).containsExactly("village");
            assertThat(database.query("select consumer from inbox")).containsExactly("closure");
            assertThat(database.columns()).isEqualTo(created.columns());
        }
    }

    @Test
    void the_history_of_an_earlier_database_is_continued_in_order() throws SQLException {
        // Given
        try (var database = EarlierDatabase.create()) {
            database.execute("""
                    insert into incident (id, kind, severity, status, source, region_code, description, reported_at, received_at,
                                          reporter, reporter_name, fingerprint, updated_at)
                    values ('0190a5d2-0000-7000-8000-000000000001', 'FIRE', 'MAJOR', 'REPORTED', 'RANGER', '512002100201',
                            'smoke', now(), now(), 'ranger', '张护林', '\\x00', now())
                    """);
            for (var action : List.of("REPORT", "REJECT")) {
                database.execute("""
                        insert into incident_history (id, incident_id, at, verb, actor, actor_name, to_status)
                        values (gen_random_uuid(), '0190a5d2-0000-7000-8000-000000000001', now(), '%s', 'ranger', '张护林', '')
                        """.formatted(action));
            }
            // When
            database.start(flyway);
            database.execute("""
                    insert into incident_history (id, incident_id, at, action, actor, actor_name, to_status)
                    values (gen_random_uuid(), '0190a5d2-0000-7000-8000-000000000001', now(), 'ACCEPT', 'county', '李林长', '')
                    """);
            // Then
            assertThat(database.query("select action from incident_history order by seq"))
                    .containsExactly("REPORT", "REJECT", "ACCEPT");
        }
    }
}

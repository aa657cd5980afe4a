package org.linzhang.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
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
                    insert into patrol (id, kind, region_code, transport, started_at, companions, patroller, patroller_name,
                                        received_at, finished_at, summary)
                    values ('0190a5d2-0000-7000-8000-000000000001', 'ROUTINE', '512002100201', 'FOOT', now(), '{}', 'ranger',
                            '张护林', now(), now(), '{"points": 2}')
                    """);
            database.execute("""
                    insert into segment
                    values ('0190a5d2-0000-7000-8000-000000000001', 1, now(), '\\x0102', 2, now(), now(), 30.1, 104.6, 30.2, 104.7,
                            '{1}')
                    """);
            database.execute("insert into inbox values ('summaries', '0190a5d2-0000-7000-8000-000000000002')");

            // When
            database.start(flyway);
            created.start(flyway);

            // Then
            assertThat(database.query("select patroller_name from patrol")).containsExactly("张护林");
            assertThat(database.query("select encode(points, 'hex') from segment where point_count = 2"))
                    .containsExactly("0102");
            assertThat(database.query("select consumer from inbox")).containsExactly("summaries");
            assertThat(database.columns()).isEqualTo(created.columns());
        }
    }
}

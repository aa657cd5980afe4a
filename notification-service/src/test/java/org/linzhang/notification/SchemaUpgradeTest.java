package org.linzhang.notification;

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
            database.execute("insert into appointment (region_code, username, name, role)"
                    + " values ('512002100201', 'village', '李林长', 'chief')");
            database.execute("update routing_rule set level = 'CITY' where kind = 'PEST' and level = 'COUNTY'");
            database.execute("""
                    insert into alerted_incident
                    values ('0190a5d2-0000-7000-8000-000000000001', '512002100201', 'FIRE', 'MAJOR', 'REPORTED', null, null,
                            'smoke above the ridge', now(), 'ranger', '张护林')
                    """);
            database.execute("""
                    insert into alert (id, incident_id, recipient, told_for, reason, status, seq, raised_at)
                    values ('0190a5d2-0000-7000-8000-000000000002', '0190a5d2-0000-7000-8000-000000000001', 'village',
                            '512002100201', 'ROUTED', 'OPEN', nextval('alert_seq'), now())
                    """);
            database.execute("insert into inbox values ('alerts', '0190a5d2-0000-7000-8000-000000000003')");

            // When
            database.start(flyway);
            created.start(flyway);

            // Then
            assertThat(database.query("select username from appointment")).containsExactly("village");
            assertThat(database.query("select count(*) from routing_rule where kind = 'PEST' and level = 'CITY'"))
                    .containsExactly("1");
            assertThat(database.query("select description from alerted_incident"))
                    .containsExactly("smoke above the ridge");
            assertThat(database.query("select recipient_region from alert where recipient = 'village'"))
                    .containsExactly("512002100201");
            assertThat(database.query("select consumer from inbox")).containsExactly("alerts");
            assertThat(database.columns()).isEqualTo(created.columns());
        }
    }
}

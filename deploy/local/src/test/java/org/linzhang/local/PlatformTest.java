package org.linzhang.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void servers_that_were_killed_come_back_with_their_data_and_keep_it_over_a_stop() throws Exception {
        // Given
        var settings = Settings.onFreePorts(folder);
        var servers = EnumSet.of(Server.POSTGRES, Server.KAFKA);
        try (var platform = Platform.start(settings, servers)) {
            execute(settings, "create table tree (name text)");
            execute(settings, "insert into tree values ('ginkgo')");
            assertThat(setting(settings, "fsync")).isEqualTo("on");
            assertThat(setting(settings, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(settings, "wal_level")).isEqualTo("logical");
            try (var kafka = Admin.create(Map.of("bootstrap.servers", settings.kafka()))) {
                kafka.createTopics(List.of(new NewTopic("trees", 1, (short) 1)))
                        .all()
                        .get();
            }

            // When
            platform.kill(Server.POSTGRES);
            platform.kill(Server.KAFKA);
            platform.awaitReady(Server.POSTGRES, PATIENCE);
            platform.awaitReady(Server.KAFKA, PATIENCE);

            // Then
            assertThat(trees(settings)).isEqualTo("ginkgo");
            try (var kafka = Admin.create(Map.of("bootstrap.servers", settings.kafka()))) {
                assertThat(kafka.listTopics().names().get()).contains("trees");
            }
            assertThatThrownBy(() -> Platform.start(settings, servers))
                    .isInstanceOf(LauncherException.class)
                    .hasMessageContaining("already runs");
        }

        // When
        try (var platform = Platform.start(settings, EnumSet.of(Server.POSTGRES))) {
            // Then
            assertThat(trees(platform.settings())).isEqualTo("ginkgo");
            platform.stop(Server.POSTGRES);
            assertThatThrownBy(() -> trees(settings)).isInstanceOf(SQLException.class);
            platform.startAgain(Server.POSTGRES);
            platform.awaitReady(Server.POSTGRES, PATIENCE);
            assertThat(trees(settings)).isEqualTo("ginkgo");
        }
        assertThatThrownBy(() -> trees(settings)).isInstanceOf(SQLException.class);
    }

    private static String trees(Settings settings) throws SQLException {
        return query(settings, "select name from tree");
    }

    private static String setting(Settings settings, String name) throws SQLException {
        return query(settings, "show " + name);
    }

    private static String query(Settings settings, String sql) throws SQLException {
        try (var connection = connect(settings);
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(Settings settings, String sql) throws SQLException {
        try (var connection = connect(settings)) {
            connection.createStatement().execute(sql);
        }
    }

    private static Connection connect(Settings settings) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s/incident?user=linzhang".formatted(settings.postgres()));
    }
}

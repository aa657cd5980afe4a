package org.linzhang.platform.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.linzhang.platform.servers.jvm.JvmProfile;
import org.linzhang.platform.servers.jvm.JvmSettings;
import org.linzhang.platform.servers.kafka.KafkaServer;
import org.linzhang.platform.servers.postgres.PostgresDatabase;
import org.linzhang.platform.servers.postgres.PostgresServer;
import org.linzhang.platform.servers.process.Console;
import org.linzhang.platform.servers.process.DataFolder;
import org.linzhang.platform.servers.process.ServerGroup;
import org.linzhang.platform.servers.process.ServerSpec;
import org.linzhang.platform.servers.process.StartupException;
import org.linzhang.platform.servers.process.TcpPorts;

class PostgresAndKafkaTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final List<Integer> ports = TcpPorts.free(3);

    @TempDir
    private Path folder;

    @Test
    void killed_servers_restart_with_their_data_and_keep_them_over_a_stop() throws Exception {
        // Given
        try (var servers = start(true)) {
            execute("create table tree (name text)");
            execute("insert into tree values ('ginkgo')");
            assertThat(query("show fsync")).isEqualTo("on");
            assertThat(query("show synchronous_commit")).isEqualTo("on");
            assertThat(query("show wal_level")).isEqualTo("logical");
            try (var kafka = admin()) {
                kafka.createTopics(List.of(new NewTopic("trees", 1, (short) 1)))
                        .all()
                        .get();
            }

            // When
            servers.kill(PostgresServer.ID);
            servers.kill(KafkaServer.ID);
            servers.awaitReady(PostgresServer.ID, TIMEOUT);
            servers.awaitReady(KafkaServer.ID, TIMEOUT);

            // Then
            assertThat(trees()).isEqualTo("ginkgo");
            try (var kafka = admin()) {
                assertThat(kafka.listTopics().names().get()).contains("trees");
            }
            assertThatThrownBy(() -> start(false))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("already running");
        }
        assertThatThrownBy(this::trees).isInstanceOf(SQLException.class);
        assertThat(folder.resolve("logs/postgresql.log")).content().contains("received fast shutdown request");

        // When
        try (var servers = start(false)) {
            // Then
            assertThat(trees()).isEqualTo("ginkgo");
            servers.stop(PostgresServer.ID);
            assertThatThrownBy(this::trees).isInstanceOf(SQLException.class);
            servers.restart(PostgresServer.ID);
            servers.awaitReady(PostgresServer.ID, TIMEOUT);
            assertThat(trees()).isEqualTo("ginkgo");
        }
    }

    private ServerGroup start(boolean withKafka) throws Exception {
        var project = ProjectFolder.find();
        var data = DataFolder.lock(folder);
        ServerSpec postgres = PostgresServer.of(
                ports.get(0), project.serverJars(), "secret", List.of(new PostgresDatabase("forest", "forest")), data);
        ServerSpec kafka = new KafkaServer(
                ports.get(1),
                ports.get(2),
                project.serverJars(),
                data,
                new JvmSettings(JvmProfile.TEST, folder.resolve("aot")));
        return ServerGroup.start(
                data,
                new Console(System.out),
                withKafka ? List.of(List.of(postgres), List.of(kafka)) : List.of(List.of(postgres)),
                TIMEOUT);
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + ports.get(1)));
    }

    private String trees() throws SQLException {
        return query("select name from tree");
    }

    private String query(String sql) throws SQLException {
        try (var connection = connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connect()) {
            connection.createStatement().execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/forest".formatted(ports.getFirst()), "forest", "forest");
    }
}

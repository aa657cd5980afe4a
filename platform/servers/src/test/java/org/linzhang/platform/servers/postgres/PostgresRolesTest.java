package org.linzhang.platform.servers.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.linzhang.platform.servers.ProjectFolder;
import org.linzhang.platform.servers.process.Console;
import org.linzhang.platform.servers.process.DataFolder;
import org.linzhang.platform.servers.process.ServerGroup;
import org.linzhang.platform.servers.process.TcpPorts;

class PostgresRolesTest {
    private static final String SUPERUSER = PostgresServer.USER;
    private static final PostgresDatabase FOREST = new PostgresDatabase("forest", "secret-of-forest");
    private static final PostgresDatabase RIVER = new PostgresDatabase("river", "secret-of-river");

    private final int port = TcpPorts.free(1).getFirst();

    @TempDir
    private Path folder;

    @Test
    void a_role_owns_its_database_and_cannot_connect_to_others() throws Exception {
        try (var server = start("secret")) {
            // Then
            try (var connection = connect("forest", "forest", FOREST.password())) {
                connection.createStatement().execute("create table tree (name text)");
            }
            for (var database : List.of("river", "postgres", "template1")) {
                assertThatThrownBy(() -> connect(database, "forest", FOREST.password()))
                        .hasMessageContaining("permission denied for database");
            }
            for (var password : List.of("", "forest", RIVER.password())) {
                assertRefused("forest", "forest", password);
            }
            assertRefused("forest", SUPERUSER, "");
            assertRefused("postgres", SUPERUSER, SUPERUSER);
        }
    }

    @Test
    void a_cluster_without_passwords_is_upgraded_and_keeps_its_data() throws Exception {
        // Given: as versions before did, one role that needs no password owns everything
        try (var server = start("secret");
                var connection = connect("forest", SUPERUSER, "secret");
                var statement = connection.createStatement()) {
            statement.execute("create table tree (id int generated always as identity, seq serial, name text)");
            statement.execute("create view ginkgo as select * from tree where name = 'ginkgo'");
            statement.execute("create function rings() returns int language sql return 12");
            statement.execute("create extension pg_trgm");
            statement.execute("create schema bench create table report (id int)");
            statement.execute("insert into tree (name) values ('ginkgo')");
            statement.execute("alter database forest owner to linzhang");
        }
        var cluster = folder.resolve("postgresql");
        Files.writeString(cluster.resolve("cluster/pg_hba.conf"), "host all all 127.0.0.1/32 trust\n");
        Files.delete(cluster.resolve("superuser.sha256"));

        // When
        try (var server = start("another secret")) {
            // Then
            try (var connection = connect("forest", "forest", FOREST.password());
                    var statement = connection.createStatement()) {
                statement.execute("alter table tree add column height int");
                statement.execute("insert into tree (name) values ('camphor')");
                statement.execute("drop view ginkgo");
                statement.execute("drop function rings()");
                statement.execute("drop schema bench cascade");
                try (var rows = statement.executeQuery("select string_agg(name, ' ' order by id) from tree")) {
                    rows.next();
                    assertThat(rows.getString(1)).isEqualTo("ginkgo camphor");
                }
            }
            assertRefused("forest", SUPERUSER, "");
            assertRefused("forest", SUPERUSER, "secret");
            connect("forest", SUPERUSER, "another secret").close();
        }
    }

    private ServerGroup start(String password) throws Exception {
        var data = DataFolder.lock(folder);
        var postgres =
                PostgresServer.of(port, ProjectFolder.find().serverJars(), password, List.of(FOREST, RIVER), data);
        return ServerGroup.start(data, new Console(System.out), List.of(List.of(postgres)), Duration.ofSeconds(60));
    }

    private void assertRefused(String database, String user, String password) {
        assertThatThrownBy(() -> connect(database, user, password))
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("(?s).*password.*");
    }

    private Connection connect(String database, String user, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), user, password);
    }
}

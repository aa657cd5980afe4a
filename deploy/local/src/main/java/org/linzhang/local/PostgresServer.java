package org.linzhang.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** PostgreSQL with a database for each service and for Keycloak. It keeps its word after a power cut: fsync is on. */
final class PostgresServer implements ServerSpec {
    static final String USER = "linzhang";

    private static final List<String> DATABASES = List.of("patrol", "incident", "notification", "keycloak");

    private final Settings settings;
    private final List<String> ownSession;
    private final RunAs as;
    private final DataFolder data;
    private PostgresHome home;
    private Path bin;

    PostgresServer(Settings settings, List<String> ownSession, RunAs as, DataFolder data) {
        this.settings = settings;
        this.ownSession = ownSession;
        this.as = as;
        this.data = data;
    }

    @Override
    public Server server() {
        return Server.POSTGRES;
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        home = PostgresHome.in(data, as);
        bin = PostgresPrograms.unpack(settings.lib(), Files.createDirectories(home.programs()));
        if (Files.exists(home.cluster())) {
            as.own(home.cluster());
        } else {
            makeCluster();
        }
    }

    private void makeCluster() throws IOException, InterruptedException {
        var draft = home.base().resolve("cluster.draft");
        DataFolder.delete(draft);
        Files.createDirectory(
                draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        as.own(draft);
        var made = Shell.run(inHome(as.command(List.of(
                bin.resolve("initdb").toString(),
                "--pgdata=" + draft,
                "--username=" + USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"))));
        if (!made.succeeded()) {
            throw new IOException("initdb failed: " + made.output());
        }
        Files.move(draft, home.cluster());
    }

    @Override
    public ProcessBuilder command() {
        var settingsOfServer = Map.of(
                "listen_addresses", "127.0.0.1",
                "port", String.valueOf(settings.ports().of(server())),
                // Loopback only: no socket file, so that no folder for it has to be writable.
                "unix_socket_directories", "",
                "fsync", "on",
                "synchronous_commit", "on",
                "wal_level", "logical",
                "max_connections", "200",
                "timezone", "UTC",
                "log_timezone", "UTC");
        var command = new ArrayList<>(ownSession);
        command.addAll(as.command(
                List.of(bin.resolve("postgres").toString(), "-D", home.cluster().toString())));
        settingsOfServer.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return inHome(command);
    }

    private ProcessBuilder inHome(List<String> command) {
        var builder = new ProcessBuilder(command).directory(home.base().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        return builder;
    }

    /** Makes the databases that are missing, too: they are there once this is true. */
    @Override
    public boolean answers(ChildProcess child) throws IOException {
        var postmaster = postmaster(child);
        if (postmaster.isEmpty()) {
            return false;
        }
        child.alsoIs(postmaster.getAsLong());
        try (var connection = DriverManager.getConnection(url("postgres"))) {
            for (var database : DATABASES) {
                createIfMissing(connection, database);
            }
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void createIfMissing(Connection connection, String database) throws SQLException {
        try (var query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            query.setString(1, database);
            if (query.executeQuery().next()) {
                return;
            }
        }
        try (var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&connectTimeout=2&socketTimeout=30"
                .formatted(settings.ports().of(server()), database, USER);
    }

    /** PostgreSQL's own word on its process, which is a child of ours where {@code su} stands between. */
    private OptionalLong postmaster(ChildProcess child) throws IOException {
        var file = home.cluster().resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        var lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().matches("\\d+")) {
            return OptionalLong.empty();
        }
        long pid = Long.parseLong(lines.getFirst());
        var ancestor = ProcessHandle.of(pid);
        while (ancestor.isPresent()) {
            if (child.pids().contains(ancestor.get().pid())) {
                return OptionalLong.of(pid);
            }
            ancestor = ancestor.flatMap(ProcessHandle::parent);
        }
        return OptionalLong.empty();
    }

    @Override
    public void askToStop(ChildProcess child) throws InterruptedException {
        interrupt(child, as);
    }

    /** SIGINT: a fast shutdown, which doesn't wait for clients to go. */
    static void interrupt(ChildProcess child, RunAs as) throws InterruptedException {
        var pids = child.pids();
        if (!pids.isEmpty()) {
            var innermost = String.valueOf(pids.getLast());
            Shell.run(as.command(List.of("sh", "-c", "kill -INT \"$1\"", "sh", innermost)));
        }
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(60);
    }
}

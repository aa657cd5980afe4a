package org.linzhang.platform.servers.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.linzhang.platform.servers.process.ChildProcess;
import org.linzhang.platform.servers.process.DataFolder;
import org.linzhang.platform.servers.process.FileTree;
import org.linzhang.platform.servers.process.ServerId;
import org.linzhang.platform.servers.process.ServerSpec;
import org.linzhang.platform.servers.process.Shell;
import org.linzhang.platform.servers.process.StopSignal;

/** PostgreSQL on the loopback interface, without passwords. A commit survives a power cut: {@code fsync} is on. */
public final class PostgresServer implements ServerSpec {
    /** SIGINT is PostgreSQL's fast shutdown, which does not wait for clients to disconnect. */
    public static final ServerId ID = new ServerId("PostgreSQL", StopSignal.INT);

    /** The owner of all databases. */
    public static final String USER = "linzhang";

    private final int port;
    private final Path jars;
    private final List<String> databases;
    private final PostgresAccount account;
    private final DataFolder data;
    private PostgresFolder folder;
    private Path bin;

    private PostgresServer(int port, Path jars, List<String> databases, PostgresAccount account, DataFolder data) {
        this.port = port;
        this.jars = jars;
        this.databases = databases;
        this.account = account;
        this.data = data;
    }

    /**
     * @param jars the folder of the jar with PostgreSQL's programs
     * @param databases those that are missing are created before the server counts as ready
     */
    public static PostgresServer of(int port, Path jars, List<String> databases, DataFolder data)
            throws IOException, InterruptedException {
        return new PostgresServer(port, jars, databases, PostgresAccount.find(), data);
    }

    /** Deletes PostgreSQL's data outside the data folder, where an earlier start may have put them. */
    public static void deleteExternalData(DataFolder data) throws IOException {
        PostgresFolder.deleteExternal(data);
    }

    @Override
    public ServerId id() {
        return ID;
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        folder = PostgresFolder.in(data, account);
        bin = PostgresPrograms.unpack(jars, Files.createDirectories(folder.programs()));
        if (Files.exists(folder.cluster())) {
            account.takeOwnership(folder.cluster());
        } else {
            createCluster();
        }
    }

    private void createCluster() throws IOException, InterruptedException {
        var draft = folder.path().resolve("cluster.draft");
        FileTree.delete(draft);
        Files.createDirectory(
                draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        account.takeOwnership(draft);
        var created = Shell.run(builder(account.command(List.of(
                bin.resolve("initdb").toString(),
                "--pgdata=" + draft,
                "--username=" + USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"))));
        if (!created.succeeded()) {
            throw new IOException("initdb failed: " + created.output());
        }
        Files.move(draft, folder.cluster());
    }

    @Override
    public ProcessBuilder command() {
        var settings = Map.of(
                "listen_addresses", "127.0.0.1",
                "port", String.valueOf(port),
                // No socket file, so no folder for it has to be writable.
                "unix_socket_directories", "",
                "fsync", "on",
                "synchronous_commit", "on",
                "wal_level", "logical",
                "max_connections", "200",
                "timezone", "UTC",
                "log_timezone", "UTC");
        var command = account.command(List.of(
                bin.resolve("postgres").toString(), "-D", folder.cluster().toString()));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return builder(command);
    }

    private ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command).directory(folder.path().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        return builder;
    }

    /** Creates missing databases too: they exist as soon as this returns true. */
    @Override
    public boolean isReady(ChildProcess process) throws IOException {
        if (!ownsCluster(process)) {
            return false;
        }
        try (var connection = DriverManager.getConnection(url())) {
            for (var database : databases) {
                createIfMissing(connection, database);
            }
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Whether PostgreSQL has recorded this process as the one that runs the cluster. */
    private boolean ownsCluster(ChildProcess process) throws IOException {
        var file = folder.cluster().resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return false;
        }
        var lines = Files.readAllLines(file);
        return !lines.isEmpty() && lines.getFirst().matches("\\d+") && process.has(Long.parseLong(lines.getFirst()));
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

    private String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&connectTimeout=2&socketTimeout=30"
                .formatted(port, USER);
    }

    @Override
    public Duration stopTimeout() {
        return Duration.ofSeconds(60);
    }
}

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
import java.util.Properties;

import org.linzhang.platform.servers.process.ChildProcess;
import org.linzhang.platform.servers.process.DataFolder;
import org.linzhang.platform.servers.process.FileTree;
import org.linzhang.platform.servers.process.ServerId;
import org.linzhang.platform.servers.process.ServerSpec;
import org.linzhang.platform.servers.process.Shell;
import org.linzhang.platform.servers.process.StopSignal;

/**
 * PostgreSQL on the loopback interface. Each database has a role of its own, and each role a password. A commit survives a power
 * cut: {@code fsync} is on.
 */
public final class PostgresServer implements ServerSpec {
    /** SIGINT is PostgreSQL's fast shutdown, which does not wait for clients to disconnect. */
    public static final ServerId ID = new ServerId("PostgreSQL", StopSignal.INT);

    /** The superuser. */
    public static final String USER = "linzhang";

    private final int port;
    private final Path jars;
    private final String password;
    private final List<PostgresDatabase> databases;
    private final PostgresAccount account;
    private final DataFolder data;
    private PostgresFolder folder;
    private Path bin;

    private PostgresServer(
            int port,
            Path jars,
            String password,
            List<PostgresDatabase> databases,
            PostgresAccount account,
            DataFolder data) {
        this.port = port;
        this.jars = jars;
        this.password = password;
        this.databases = databases;
        this.account = account;
        this.data = data;
    }

    /**
     * @param jars the folder of the jar with PostgreSQL's programs
     * @param password of the superuser
     * @param databases exist, with their roles and passwords, before the server counts as ready
     */
    public static PostgresServer of(
            int port, Path jars, String password, List<PostgresDatabase> databases, DataFolder data)
            throws IOException, InterruptedException {
        return new PostgresServer(port, jars, password, databases, PostgresAccount.find(), data);
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
        new PostgresAccess(folder).secure(USER, password, account, this::executeInSingleUserMode);
    }

    private void executeInSingleUserMode(String sql) throws IOException, InterruptedException {
        var server = builder(account.command(List.of(
                bin.resolve("postgres").toString(),
                "--single",
                "-D",
                folder.cluster().toString(),
                "-c",
                "exit_on_error=on",
                "postgres")));
        var executed = Shell.run(server, sql + "\n");
        if (!executed.succeeded()) {
            throw new IOException("the superuser's password can't be set: " + executed.output());
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
                // The rules of PostgresAccess replace these before the first start.
                "--auth=reject",
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

    /** Creates missing databases and roles too: they exist as soon as this returns true. */
    @Override
    public boolean isReady(ChildProcess process) throws IOException {
        if (!ownsCluster(process)) {
            return false;
        }
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("revoke all on database postgres, template1 from public");
            for (var database : databases) {
                database.create(this::connect);
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

    private Connection connect(String database) throws SQLException {
        var settings = new Properties();
        settings.setProperty("user", USER);
        settings.setProperty("password", password);
        settings.setProperty("connectTimeout", "2");
        settings.setProperty("socketTimeout", "30");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), settings);
    }

    @Override
    public Duration stopTimeout() {
        return Duration.ofSeconds(60);
    }
}

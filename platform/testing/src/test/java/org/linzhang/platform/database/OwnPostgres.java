package org.linzhang.platform.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import org.linzhang.platform.servers.ProjectFolder;
import org.linzhang.platform.servers.postgres.PostgresDatabase;
import org.linzhang.platform.servers.postgres.PostgresServer;
import org.linzhang.platform.servers.process.Console;
import org.linzhang.platform.servers.process.DataFolder;
import org.linzhang.platform.servers.process.ServerGroup;
import org.linzhang.platform.servers.process.TcpPorts;
import org.linzhang.platform.testing.Servers;

/** A PostgreSQL server that only one test class uses, so that the test can stop, kill and suspend it. */
public class OwnPostgres implements QuarkusTestResourceLifecycleManager {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final String DATABASE = "platform";

    private ServerGroup servers;
    private int port;

    @Override
    public Map<String, String> start() {
        try {
            var data = DataFolder.lock(Path.of("target", "own-postgres").toAbsolutePath());
            var console = new Console(System.out);
            ServerGroup.stopLeftBehind(data, console, List.of(PostgresServer.ID));
            data.deleteContent();
            port = TcpPorts.free(1).getFirst();
            var postgres = PostgresServer.of(
                    port,
                    ProjectFolder.find().serverJars(),
                    Servers.PASSWORD,
                    List.of(new PostgresDatabase(DATABASE, Servers.PASSWORD)),
                    data);
            servers = ServerGroup.start(data, console, List.of(List.of(postgres)), TIMEOUT);
            var address = "postgresql://127.0.0.1:" + port + "/" + DATABASE;
            return Map.of(
                    "quarkus.datasource.jdbc.url", "jdbc:" + address,
                    "quarkus.datasource.reactive.url", "vertx-reactive:" + address);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(OwnPostgres.class));
    }

    @Override
    public void stop() {
        if (servers != null) {
            servers.close();
        }
    }

    void stopServer() throws InterruptedException {
        servers.stop(PostgresServer.ID);
    }

    void startServer() throws InterruptedException {
        servers.restart(PostgresServer.ID);
        servers.awaitReady(PostgresServer.ID, TIMEOUT);
    }

    /** The launcher restarts it after a second. */
    void killServer() throws InterruptedException {
        servers.kill(PostgresServer.ID);
    }

    void awaitReady() throws InterruptedException {
        servers.awaitReady(PostgresServer.ID, TIMEOUT);
    }

    /** Suspends all processes of the server: it accepts connections, but does not answer. */
    void suspend() throws IOException, InterruptedException {
        signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        var command = Stream.concat(
                        Stream.of("kill", "-" + name), processes().map(process -> String.valueOf(process.pid())))
                .toList();
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** The server and its children, found by its port. */
    private Stream<ProcessHandle> processes() {
        var server = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().arguments().stream()
                        .flatMap(Stream::of)
                        .anyMatch(argument -> argument.equals("port=" + port)))
                .toList();
        return Stream.concat(server.stream(), server.stream().flatMap(ProcessHandle::descendants));
    }

    Connection connect(String database) throws SQLException {
        var url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
        return DriverManager.getConnection(url, Servers.USER, Servers.PASSWORD);
    }
}

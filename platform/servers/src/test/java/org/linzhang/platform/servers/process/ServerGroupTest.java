package org.linzhang.platform.servers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With shell scripts as servers, which write what happens to them into one file. */
class ServerGroupTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ServerId DATABASE = new ServerId("Database");
    private static final ServerId SERVICE = new ServerId("Service");

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(output, true, StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    @Test
    void a_server_starts_after_its_dependencies_and_stops_before_them() throws Exception {
        // When
        try (var servers = start(new Script(SERVICE, Set.of(DATABASE)), new Script(DATABASE, Set.of()))) {
            assertThat(events()).containsExactly("Database started", "Service started");
            servers.stop(SERVICE);
            servers.restart(SERVICE);
            servers.awaitReady(SERVICE, TIMEOUT);
        }

        // Then
        assertThat(events())
                .containsExactly(
                        "Database started",
                        "Service started",
                        "Service stopped",
                        "Service started",
                        "Service stopped",
                        "Database stopped");
    }

    @Test
    void the_user_learns_why_a_server_does_not_start_and_the_others_are_stopped() throws Exception {
        // Given
        var broken = new Script(SERVICE, Set.of(DATABASE)) {
            @Override
            public ProcessBuilder command() {
                return new ProcessBuilder("sh", "-c", "echo no licence; exit 3");
            }
        };

        // Then
        assertThatThrownBy(() -> start(broken, new Script(DATABASE, Set.of())))
                .isInstanceOf(StartupException.class)
                .hasMessageContainingAll("Service is not ready", "no licence");
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("Service ended with exit code 3; it restarts in 1 s");
        assertThat(events()).containsExactly("Database started", "Database stopped");
    }

    @Test
    void the_servers_of_a_killed_launcher_are_stopped_in_reverse_order() throws Exception {
        // Given
        try (var data = DataFolder.lock(folder)) {
            for (var server : List.of(new Script(DATABASE, Set.of()), new Script(SERVICE, Set.of()))) {
                var process = ChildProcess.start(server.command(), data.log(server.id()), data.pidFile(server.id()));
                while (!server.isReady(process)) {
                    Thread.sleep(20);
                }
            }

            // When
            ServerGroup.stopLeftBehind(data, console, List.of(DATABASE, SERVICE));

            // Then
            assertThat(events()).endsWith("Service stopped", "Database stopped").hasSize(4);
            assertThat(folder.resolve("pids")).isEmptyDirectory();
        }
    }

    private ServerGroup start(Script last, Script first) throws Exception {
        return ServerGroup.start(DataFolder.lock(folder), console, List.of(List.of(first), List.of(last)), TIMEOUT);
    }

    private List<String> events() throws Exception {
        return Files.readAllLines(folder.resolve("events"));
    }

    private class Script implements ServerSpec {
        private final ServerId id;
        private final Set<ServerId> startsAfter;

        Script(ServerId id, Set<ServerId> startsAfter) {
            this.id = id;
            this.startsAfter = startsAfter;
        }

        @Override
        public ServerId id() {
            return id;
        }

        @Override
        public Set<ServerId> startsAfter() {
            return startsAfter;
        }

        @Override
        public ProcessBuilder command() {
            var script = """
                    say() { echo "%1$s $1" >> '%2$s'; }
                    trap 'say stopped; exit 0' TERM
                    say started
                    while true; do sleep 0.1; done
                    """.formatted(id, folder.resolve("events"));
            return new ProcessBuilder("sh", "-c", script);
        }

        @Override
        public boolean isReady(ChildProcess process) throws IOException {
            return Files.exists(folder.resolve("events"))
                    && Files.readString(folder.resolve("events")).endsWith(id + " started\n");
        }
    }
}

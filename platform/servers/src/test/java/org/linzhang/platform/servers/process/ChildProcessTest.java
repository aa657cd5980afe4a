package org.linzhang.platform.servers.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private Path pidFile;
    private ChildProcess sleeper;

    @BeforeEach
    void start() throws Exception {
        pidFile = folder.resolve("sleeper");
        sleeper = ChildProcess.start(new ProcessBuilder("sleep", "60"), folder.resolve("log"), pidFile);
    }

    @AfterEach
    void stop() {
        sleeper.kill();
    }

    @Test
    void a_process_that_an_earlier_launcher_left_running_is_found_and_stopped() throws Exception {
        // When
        var found = ChildProcess.leftBehind(pidFile).orElseThrow();

        boolean stopped = found.stop(StopSignal.TERM, TIMEOUT);

        // Then
        assertThat(stopped).isTrue();
        assertThat(sleeper.awaitExit()).isEqualTo(128 + 15);
        assertThat(pidFile).doesNotExist();
        assertThat(ChildProcess.leftBehind(pidFile)).isEmpty();
    }

    @Test
    void a_process_with_the_same_number_and_another_start_time_is_ignored() throws Exception {
        // Given
        var identity = ProcessIdentity.parse(Files.readString(pidFile)).orElseThrow();
        Files.writeString(pidFile, new ProcessIdentity(identity.pid(), identity.startTime() + "0").toString());

        // Then
        assertThat(ChildProcess.leftBehind(pidFile)).isEmpty();
        assertThat(sleeper.isAlive()).isTrue();
    }

    @Test
    void a_damaged_pid_file_names_no_process() throws Exception {
        // Given
        Files.writeString(pidFile, "\nnonsense\n12\n");

        // Then
        assertThat(ChildProcess.leftBehind(pidFile)).isEmpty();
    }

    @Test
    void the_last_line_of_a_pid_file_of_earlier_versions_is_the_server() throws Exception {
        // Given
        var self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
        Files.writeString(pidFile, self + "\n" + Files.readString(pidFile));

        // When
        var found = ChildProcess.leftBehind(pidFile).orElseThrow();

        // Then
        assertThat(found.has(pidOf(pidFile))).isTrue();
        assertThat(found.has(self.pid())).isFalse();
    }

    @Test
    void a_process_that_ignores_the_request_to_stop_is_killed() throws Exception {
        // Given
        var stubborn = ChildProcess.start(
                new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; while true; do sleep 1; done"),
                folder.resolve("stubborn.log"),
                folder.resolve("stubborn"));
        while (Files.size(folder.resolve("stubborn.log")) == 0) {
            Thread.sleep(20);
        }

        // When
        boolean stopped = stubborn.stop(StopSignal.TERM, Duration.ofMillis(300));

        // Then
        assertThat(stopped).isFalse();
        assertThat(stubborn.awaitExit()).isEqualTo(128 + 9);
    }

    @Test
    void the_exit_code_of_a_killed_process_contains_the_signal() throws Exception {
        // When
        sleeper.kill();

        // Then
        assertThat(sleeper.awaitExit()).isEqualTo(128 + 9);
    }

    private static long pidOf(Path pidFile) throws Exception {
        var lines = Files.readAllLines(pidFile);
        return ProcessIdentity.parse(lines.getLast()).orElseThrow().pid();
    }
}

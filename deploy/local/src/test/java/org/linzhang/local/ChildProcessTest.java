package org.linzhang.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

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
    void a_process_that_an_earlier_launcher_left_behind_is_found_and_ended() throws Exception {
        // When
        var found = ChildProcess.leftBehind(pidFile).orElseThrow();

        // Then
        assertThat(found.pids()).isEqualTo(sleeper.pids());

        // When
        found.terminate();

        // Then
        assertThat(found.awaitEnd(PATIENCE)).isTrue();
        assertThat(sleeper.awaitEnd()).isEqualTo(128 + 15);
        assertThat(ChildProcess.leftBehind(pidFile)).isEmpty();
    }

    @Test
    void another_process_that_has_got_the_same_number_is_left_alone() throws Exception {
        // Given
        var birth = ProcessIdentity.parse(Files.readString(pidFile)).orElseThrow();
        Files.writeString(pidFile, new ProcessIdentity(birth.pid(), birth.born() + "0").toString());

        // Then
        assertThat(ChildProcess.leftBehind(pidFile)).isEmpty();
        assertThat(sleeper.lives()).isTrue();
    }

    @Test
    void a_damaged_note_is_no_process() throws Exception {
        // Given
        Files.writeString(pidFile, "\nnonsense\n12\n");

        // Then
        assertThat(ChildProcess.leftBehind(pidFile)).isEmpty();
    }

    @Test
    void what_was_killed_tells_by_which_signal() throws Exception {
        // When
        sleeper.kill();

        // Then
        assertThat(sleeper.awaitEnd()).isEqualTo(128 + 9);
    }
}

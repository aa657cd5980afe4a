package org.linzhang.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path folder;

    @Test
    void one_launcher_at_a_time_holds_the_folder() throws Exception {
        // Given
        try (var _ = DataFolder.hold(folder)) {
            // Then
            assertThatThrownBy(() -> DataFolder.hold(folder))
                    .isInstanceOf(LauncherException.class)
                    .hasMessageContainingAll(
                            folder.toString(),
                            String.valueOf(ProcessHandle.current().pid()));
        }
        DataFolder.hold(folder).close();
    }

    @Test
    void secrets_are_made_once_for_the_owners_eyes_and_differ() throws Exception {
        try (var data = DataFolder.hold(folder)) {
            // When
            var secrets = Secrets.in(data);

            // Then
            assertThat(Secrets.in(data)).isEqualTo(secrets);
            assertThat(secrets.session()).hasSizeGreaterThanOrEqualTo(32).isNotEqualTo(secrets.webClient());
            assertThat(Files.getPosixFilePermissions(folder.resolve("secrets/session")))
                    .allMatch(permission -> permission.name().startsWith("OWNER"));
        }
    }

    @Test
    void emptying_deletes_all_but_the_lock_and_nothing_behind_a_link() throws Exception {
        // Given
        var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("precious"), "kept");
        try (var data = DataFolder.hold(folder.resolve("data"))) {
            Files.writeString(data.folder("kafka").resolve("log"), "");
            Files.createSymbolicLink(data.path().resolve("link"), elsewhere);

            // When
            data.empty();

            // Then
            assertThat(data.path()).isDirectoryNotContaining(file -> !file.endsWith("lock"));
            assertThat(elsewhere.resolve("precious")).exists();
        }
    }

    @Test
    void the_log_of_the_last_run_is_put_aside() throws Exception {
        try (var data = DataFolder.hold(folder)) {
            // Given
            Files.writeString(data.log(Server.KAFKA), "last run");

            // When
            data.rotateLog(Server.KAFKA);

            // Then
            assertThat(data.log(Server.KAFKA)).doesNotExist();
            assertThat(folder.resolve("logs/kafka.log.1")).hasContent("last run");
        }
    }
}

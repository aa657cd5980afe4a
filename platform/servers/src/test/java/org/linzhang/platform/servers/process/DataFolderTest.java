package org.linzhang.platform.servers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private static final ServerId KAFKA = new ServerId("Kafka");

    @TempDir
    private Path folder;

    @Test
    void one_launcher_at_a_time_locks_the_folder() throws Exception {
        // Given
        try (var _ = DataFolder.lock(folder)) {
            // Then
            assertThatThrownBy(() -> DataFolder.lock(folder))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContainingAll(
                            folder.toString(),
                            String.valueOf(ProcessHandle.current().pid()));
        }
        DataFolder.lock(folder).close();
    }

    @Test
    void deleting_the_content_keeps_the_lock_and_does_not_follow_links() throws Exception {
        // Given
        var outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("file"), "kept");
        try (var data = DataFolder.lock(folder.resolve("data"))) {
            Files.writeString(data.folder("kafka").resolve("log"), "");
            Files.createSymbolicLink(data.path().resolve("link"), outside);

            // When
            data.deleteContent();

            // Then
            assertThat(data.path()).isDirectoryNotContaining(file -> !file.endsWith("lock"));
            assertThat(outside.resolve("file")).exists();
        }
    }

    @Test
    void the_log_of_the_last_run_is_renamed() throws Exception {
        try (var data = DataFolder.lock(folder)) {
            // Given
            Files.writeString(data.log(KAFKA), "last run");

            // When
            data.rotateLog(KAFKA);

            // Then
            assertThat(data.log(KAFKA)).doesNotExist();
            assertThat(folder.resolve("logs/kafka.log.1")).hasContent("last run");
        }
    }
}

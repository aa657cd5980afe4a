package org.linzhang.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.linzhang.platform.servers.ProjectFolder;
import org.linzhang.platform.servers.jvm.JvmProfile;
import org.linzhang.platform.servers.process.DataFolder;

class ServerSpecsTest {
    @TempDir
    private Path folder;

    @Test
    void the_platform_on_one_machine_starts_with_the_demo_roster() throws Exception {
        // Given
        var built = Files.createDirectories(folder.resolve("project/notification-service/target/quarkus-app"));
        Files.createFile(built.resolve("quarkus-run.jar"));
        var settings = new Settings(
                new ProjectFolder(folder.resolve("project")),
                folder.resolve("data"),
                Ports.free(),
                JvmProfile.TEST,
                Duration.ofMinutes(1),
                Optional.empty());
        try (var data = DataFolder.lock(settings.data())) {
            // When
            var service = new ServerSpecs(settings, data, Secrets.in(data))
                    .stages(EnumSet.of(Server.NOTIFICATION_SERVICE)).stream()
                            .flatMap(stage -> stage.stream())
                            .findFirst()
                            .orElseThrow();
            // Then
            assertThat(service.command().environment()).containsEntry("LINZHANG_ROSTER_DEMO", "true");
        }
    }
}

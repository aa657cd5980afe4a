package org.linzhang.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.linzhang.platform.servers.process.DataFolder;

class SecretsTest {
    @TempDir
    private Path folder;

    @Test
    void secrets_are_generated_once_differ_and_are_readable_by_the_owner_only() throws Exception {
        try (var data = DataFolder.lock(folder)) {
            // When
            var secrets = Secrets.in(data);

            // Then
            assertThat(Secrets.in(data)).isEqualTo(secrets);
            assertThat(secrets.session()).hasSizeGreaterThanOrEqualTo(32).isNotEqualTo(secrets.webClient());
            assertThat(secrets.databases().values())
                    .hasSize(4)
                    .doesNotHaveDuplicates()
                    .doesNotContain(secrets.postgres())
                    .allSatisfy(password -> assertThat(password).hasSizeGreaterThanOrEqualTo(32));
            assertThat(Files.readString(folder.resolve("secrets/postgres-incident"))
                            .strip())
                    .isEqualTo(secrets.databases().get("incident"));
            assertThat(Files.getPosixFilePermissions(folder.resolve("secrets/session")))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        }
    }
}

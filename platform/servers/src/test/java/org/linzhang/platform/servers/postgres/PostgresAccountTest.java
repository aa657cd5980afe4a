package org.linzhang.platform.servers.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.sun.security.auth.module.UnixSystem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.linzhang.platform.servers.process.Shell;

class PostgresAccountTest {
    static List<PostgresAccount> candidates() throws InterruptedException {
        return PostgresAccount.candidatesForRoot();
    }

    /** Signals, and PostgreSQL's own record of its process, rely on this. */
    @ParameterizedTest
    @MethodSource("candidates")
    void for_root_the_server_is_the_started_process_and_not_root(PostgresAccount account) throws Exception {
        assumeTrue(new UnixSystem().getUid() == 0, "only root changes the account");
        assumeTrue(
                Shell.run(account.command(List.of("true"))).succeeded(),
                () -> "this system does not allow " + account.prefix().getFirst());

        // When
        var process = new ProcessBuilder(account.command(List.of("sh", "-c", "echo $$ $(id -u)"))).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        // Then
        assertThat(output).startsWith(process.pid() + " ").doesNotEndWith(" 0");
    }
}

package org.linzhang.platform.servers.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The launcher's output in the terminal. */
public final class Console {
    private final PrintStream out;

    public Console(PrintStream out) {
        this.out = out;
    }

    public void print(String line) {
        out.println(line);
    }

    void printReady(ServerId server, Duration startTime) {
        out.printf("  ✓ %-22s %5.1f s%n", server.title(), startTime.toMillis() / 1000.0);
    }

    /** @param cause such as {@code was killed by signal 9} */
    void printExit(ServerId server, String cause, Duration pause, Path log) {
        out.printf("  ! %s %s; it restarts in %d s. Log: %s%n", server.title(), cause, pause.toSeconds(), log);
    }

    /** The last lines of a log, or a line that says that the log is missing. */
    static String lastLines(Path log, int count) {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
        } catch (IOException e) {
            return "(no log at " + log + ")";
        }
    }
}

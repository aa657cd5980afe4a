package org.linzhang.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the person at the terminal reads. */
final class Console {
    private final PrintStream out;

    Console(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        out.println(line);
    }

    void ready(Server server, Duration since) {
        out.printf("  ✓ %-22s %5.1f s%n", server.title(), since.toMillis() / 1000.0);
    }

    /** @param how such as {@code was killed by signal 9} */
    void died(Server server, String how, Duration pause, Path log) {
        out.printf("  ! %s %s, and is started again in %d s. Log: %s%n", server.title(), how, pause.toSeconds(), log);
    }

    /** The end of a log, for a message about what went wrong. */
    static String tail(Path log, int lines) {
        try {
            List<String> all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(no log at " + log + ")";
        }
    }
}

package org.linzhang.local;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/** The end of a server: asked for first, and enforced when it takes too long. */
final class GracefulStop {
    private static final Duration PATIENCE_WITH_LEFT_BEHIND = Duration.ofSeconds(20);

    private GracefulStop() {}

    /** How a server is asked for its end. */
    interface Asking {
        void ask() throws IOException, InterruptedException;
    }

    static void of(ChildProcess child, Server server, Asking asking, Duration patience, Console console)
            throws IOException, InterruptedException {
        asking.ask();
        if (!child.awaitEnd(patience)) {
            console.say(
                    "  ! %s does not stop within %d s and is killed".formatted(server.title(), patience.toSeconds()));
            child.kill();
            child.awaitEnd();
        }
        child.forget();
    }

    /** Ends what a launcher that was itself killed left running, the last started first. */
    static void ofLeftBehind(DataFolder data, RunAs as, Console console) throws IOException, InterruptedException {
        for (var server : Arrays.asList(Server.values()).reversed()) {
            var left = ChildProcess.leftBehind(data.pidFile(server));
            if (left.isPresent()) {
                var child = left.get();
                console.say("  %s still runs from an earlier start, and is stopped".formatted(server.title()));
                of(child, server, asking(server, child, as), PATIENCE_WITH_LEFT_BEHIND, console);
            }
        }
    }

    private static Asking asking(Server server, ChildProcess child, RunAs as) {
        return server == Server.POSTGRES ? () -> PostgresServer.interrupt(child, as) : child::terminate;
    }
}

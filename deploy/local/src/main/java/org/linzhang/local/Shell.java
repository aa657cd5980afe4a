package org.linzhang.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs short commands of the system to their end. */
final class Shell {
    private static final int NOT_FOUND = 127;

    private Shell() {}

    /** @param output what the command printed, errors included, without blanks around */
    record Result(int exit, String output) {
        boolean succeeded() {
            return exit == 0;
        }
    }

    /** A command that isn't installed ends with 127, as in a shell. */
    static Result run(List<String> command) throws InterruptedException {
        return run(command, Path.of("/"));
    }

    static Result run(List<String> command, Path folder) throws InterruptedException {
        try {
            return run(new ProcessBuilder(command).directory(folder.toFile()));
        } catch (IOException e) {
            return new Result(NOT_FOUND, e.getMessage());
        }
    }

    static Result run(ProcessBuilder command) throws IOException, InterruptedException {
        var process = command.redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output.strip());
    }

    /**
     * Put before a command that must not hear the Ctrl-C of the launcher's terminal: the launcher stops its children itself, and in
     * order.
     */
    static List<String> ownSession() throws InterruptedException {
        var perl = List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV; die $!", "--");
        for (var candidate : List.of(List.of("setsid"), perl)) {
            var attempt = new java.util.ArrayList<>(candidate);
            attempt.add("true");
            if (run(attempt).succeeded()) {
                return candidate;
            }
        }
        return List.of();
    }
}

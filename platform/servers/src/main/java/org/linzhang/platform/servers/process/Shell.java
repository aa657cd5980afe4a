package org.linzhang.platform.servers.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs short commands of the system and waits for their exit. */
public final class Shell {
    private static final int NOT_FOUND = 127;

    private Shell() {}

    /** @param output standard output and errors, without white space around */
    public record Result(int exit, String output) {
        public boolean succeeded() {
            return exit == 0;
        }
    }

    /** Returns the exit code 127 if the command isn't installed, as a shell does. */
    public static Result run(List<String> command) throws InterruptedException {
        try {
            return run(new ProcessBuilder(command).directory(Path.of("/").toFile()));
        } catch (IOException e) {
            return new Result(NOT_FOUND, e.getMessage());
        }
    }

    /** @throws IOException if the command isn't installed */
    public static Result run(ProcessBuilder command) throws IOException, InterruptedException {
        return run(command, "");
    }

    /**
     * @param input standard input of the command; so short that the command can read it after it has written all its output
     * @throws IOException if the command isn't installed
     */
    public static Result run(ProcessBuilder command, String input) throws IOException, InterruptedException {
        var process = command.redirectErrorStream(true).start();
        try (var standardInput = process.outputWriter(StandardCharsets.UTF_8)) {
            standardInput.write(input);
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output.strip());
    }

    /**
     * A prefix that runs a command in a session of its own: Ctrl-C in the launcher's terminal must not reach the servers, because
     * the launcher stops them in order. Empty if the system has no such command.
     */
    static List<String> newSession() throws InterruptedException {
        var perl = List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV; die $!", "--");
        for (var candidate : List.of(List.of("setsid"), perl)) {
            var command = new ArrayList<>(candidate);
            command.add("true");
            if (run(command).succeeded()) {
                return candidate;
            }
        }
        return List.of();
    }
}

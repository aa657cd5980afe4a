package org.linzhang.platform.servers.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The process of a server: a child of this JVM, or one that a killed launcher left running. A file records its identity as long
 * as it runs.
 */
public final class ChildProcess {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int UNKNOWN_EXIT = -1;

    private final Optional<Process> process;
    private final Optional<ProcessIdentity> identity;
    private final Path pidFile;

    private ChildProcess(Optional<Process> process, Optional<ProcessIdentity> identity, Path pidFile) {
        this.process = process;
        this.identity = identity;
        this.pidFile = pidFile;
    }

    /** @param log the output of the process is appended to it */
    static ChildProcess start(ProcessBuilder command, Path log, Path pidFile) throws IOException {
        var process = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        var identity = ProcessIdentity.of(process.pid());
        Files.write(pidFile, identity.stream().map(ProcessIdentity::toString).toList());
        return new ChildProcess(Optional.of(process), identity, pidFile);
    }

    /** The process that an earlier launcher recorded, if it still runs. */
    static Optional<ChildProcess> leftBehind(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        // Earlier versions wrote a line for su, too; the last line is the server.
        return Files.readAllLines(pidFile).stream()
                .flatMap(line -> ProcessIdentity.parse(line).stream())
                .filter(ProcessIdentity::isAlive)
                .reduce((_, last) -> last)
                .map(alive -> new ChildProcess(Optional.empty(), Optional.of(alive), pidFile));
    }

    /** Whether this process has that number and runs. */
    public boolean has(long pid) {
        return identity.filter(known -> known.pid() == pid && known.isAlive()).isPresent();
    }

    boolean isAlive() {
        return process.filter(Process::isAlive).isPresent()
                || identity.filter(ProcessIdentity::isAlive).isPresent();
    }

    /** Waits for the exit and returns its code. */
    int awaitExit() throws InterruptedException {
        int code = process.isPresent() ? process.get().waitFor() : UNKNOWN_EXIT;
        while (isAlive()) {
            Thread.sleep(POLL);
        }
        return code;
    }

    /** Returns false if the process still runs after that time. */
    boolean awaitExit(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    /**
     * Requests an orderly stop, and kills the process if it takes too long.
     *
     * @return false if the process was killed
     */
    boolean stop(StopSignal signal, Duration timeout) throws IOException, InterruptedException {
        send(signal);
        boolean stopped = awaitExit(timeout);
        if (!stopped) {
            kill();
            awaitExit();
        }
        deletePidFile();
        return stopped;
    }

    /** Sends SIGKILL. */
    void kill() {
        handle().ifPresent(ProcessHandle::destroyForcibly);
    }

    void deletePidFile() throws IOException {
        Files.deleteIfExists(pidFile);
    }

    private void send(StopSignal signal) throws InterruptedException {
        var target = handle();
        if (target.isPresent()) {
            switch (signal) {
                case TERM -> target.get().destroy();
                case INT ->
                    Shell.run(List.of(
                            "sh",
                            "-c",
                            "kill -INT \"$1\"",
                            "sh",
                            String.valueOf(target.get().pid())));
            }
        }
    }

    private Optional<ProcessHandle> handle() {
        return identity.filter(ProcessIdentity::isAlive).flatMap(alive -> ProcessHandle.of(alive.pid()));
    }
}

package org.linzhang.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A process of a server: started now, or left behind by a launcher that was itself killed. Written down as long as it lives. */
final class ChildProcess {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int UNKNOWN_EXIT = -1;

    private final Optional<Process> process;
    private final List<ProcessIdentity> births;
    private final Path pidFile;

    private ChildProcess(Optional<Process> process, List<ProcessIdentity> births, Path pidFile) {
        this.process = process;
        this.births = new CopyOnWriteArrayList<>(births);
        this.pidFile = pidFile;
    }

    /** @param log what the process prints is added to it */
    static ChildProcess start(ProcessBuilder command, Path log, Path pidFile) throws IOException {
        var process = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        var child = new ChildProcess(
                Optional.of(process), ProcessIdentity.of(process.pid()).stream().toList(), pidFile);
        child.writeDown();
        return child;
    }

    /** What an earlier launcher wrote down and still lives. */
    static Optional<ChildProcess> leftBehind(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        var living = Files.readAllLines(pidFile).stream()
                .flatMap(line -> ProcessIdentity.parse(line).stream())
                .filter(ProcessIdentity::lives)
                .toList();
        return living.isEmpty() ? Optional.empty() : Optional.of(new ChildProcess(Optional.empty(), living, pidFile));
    }

    /** Another process that belongs to this one, where a command such as {@code su} stands between. */
    void alsoIs(long pid) throws IOException {
        if (births.stream().noneMatch(birth -> birth.pid() == pid)) {
            ProcessIdentity.of(pid).ifPresent(births::add);
            writeDown();
        }
    }

    boolean lives() {
        return process.isPresent() && process.get().isAlive() || births.stream().anyMatch(ProcessIdentity::lives);
    }

    /** Waits for the end and answers with the exit code. */
    int awaitEnd() throws InterruptedException {
        int code = process.isPresent() ? process.get().waitFor() : UNKNOWN_EXIT;
        while (lives()) {
            Thread.sleep(POLL);
        }
        return code;
    }

    /** Whether it ended within that time. */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (lives()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    /** The process numbers, the innermost last. */
    List<Long> pids() {
        return births.stream()
                .filter(ProcessIdentity::lives)
                .map(ProcessIdentity::pid)
                .toList();
    }

    /** Asks it to end (SIGTERM). */
    void terminate() {
        each(ProcessHandle::destroy);
    }

    /** Ends it at once (SIGKILL). */
    void kill() {
        each(ProcessHandle::destroyForcibly);
    }

    /** Strikes the process off after its end. */
    void forget() throws IOException {
        Files.deleteIfExists(pidFile);
    }

    private void each(Consumer<ProcessHandle> signal) {
        pids().forEach(pid -> ProcessHandle.of(pid).ifPresent(signal));
    }

    private void writeDown() throws IOException {
        var lines = new ArrayList<String>();
        births.forEach(birth -> lines.add(birth.toString()));
        Files.write(pidFile, lines);
    }
}

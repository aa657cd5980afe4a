package org.linzhang.platform.servers.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Runs one server: starts it, waits until it is ready, and restarts it with back-off after an exit, until it is stopped. */
final class ProcessSupervisor {
    private static final Duration POLL = Duration.ofMillis(50);
    /** A larger exit code is this plus the number of the signal. */
    private static final int SIGNAL_BASE = 128;

    private final ServerSpec spec;
    private final List<String> prefix;
    private final DataFolder data;
    private final Console console;

    private Thread thread;
    private boolean prepared;
    private volatile ChildProcess process;
    private volatile boolean ready;
    private volatile int failedStarts;
    private volatile Exception failure;

    /** @param prefix put before the server's command */
    ProcessSupervisor(ServerSpec spec, List<String> prefix, DataFolder data, Console console) {
        this.spec = spec;
        this.prefix = prefix;
        this.data = data;
        this.console = console;
    }

    ServerSpec spec() {
        return spec;
    }

    ServerId id() {
        return spec.id();
    }

    /** Starts the server in the background. Does nothing if it was started before and not stopped. */
    synchronized void start() {
        if (thread == null) {
            failure = null;
            thread = Thread.ofVirtual().name(id().title()).start(this::supervise);
        }
    }

    /** Returns when the server has exited. */
    synchronized void stop() throws IOException, InterruptedException {
        if (thread == null) {
            return;
        }
        thread.interrupt();
        thread.join();
        thread = null;
        if (process != null && process.isAlive()) {
            if (!process.stop(id().stopSignal(), spec.stopTimeout())) {
                console.print("  ! %s did not stop within %d s and was killed"
                        .formatted(id(), spec.stopTimeout().toSeconds()));
            }
            spec.stopped(ready);
        }
        ready = false;
    }

    /** Kills the server, which then restarts. */
    void kill() throws InterruptedException {
        var victim = process;
        if (victim != null) {
            victim.kill();
            victim.awaitExit();
        }
    }

    /** Whether the server runs and has become ready since its last start. */
    boolean isReady() {
        var present = process;
        return ready && present != null && present.isAlive();
    }

    boolean stopsSlowly() {
        return isReady() && spec.stopsSlowly();
    }

    /** The error after which the server is not started again, or null. */
    Exception failure() {
        return failure;
    }

    /** The number of consecutive starts after which the server exited before it was ready. */
    int failedStarts() {
        return failedStarts;
    }

    private void supervise() {
        long startedAt = System.nanoTime();
        try {
            if (!prepared) {
                data.rotateLog(id());
                spec.prepare();
                prepared = true;
            }
            var backOff = new RestartBackOff();
            while (true) {
                var cause = runOnce(startedAt);
                var pause = backOff.pauseAfter(since(startedAt));
                console.printExit(id(), cause, pause, data.log(id()));
                Thread.sleep(pause);
                startedAt = System.nanoTime();
            }
        } catch (InterruptedException e) {
            // stop() was called
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    /** Runs the server from its start to its exit, and returns the cause of the exit. */
    private String runOnce(long startedAt) throws InterruptedException {
        process = null;
        ready = false;
        try {
            process = ChildProcess.start(command(), data.log(id()), data.pidFile(id()));
            while (process.isAlive() && !spec.isReady(process)) {
                Thread.sleep(POLL);
            }
            if (process.isAlive()) {
                ready = true;
                failedStarts = 0;
                console.printReady(id(), since(startedAt));
            }
            int exit = process.awaitExit();
            process.deletePidFile();
            if (!ready) {
                failedStarts++;
                spec.failedToStart();
            }
            ready = false;
            return exit > SIGNAL_BASE ? "was killed by signal " + (exit - SIGNAL_BASE) : "ended with exit code " + exit;
        } catch (IOException e) {
            failedStarts++;
            kill();
            return "can't be run: " + e.getMessage();
        }
    }

    private ProcessBuilder command() throws IOException {
        var builder = spec.command();
        builder.command().addAll(0, prefix);
        return builder;
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}

package org.linzhang.local;

import java.io.IOException;
import java.time.Duration;

/** Keeps one server running: starts it, watches it, starts it again with back-off when it dies, until it is told to stop. */
final class ProcessSupervisor {
    private static final Duration POLL = Duration.ofMillis(50);
    /** An exit code above it tells the signal. */
    private static final int KILLED = 128;

    private final ServerSpec recipe;
    private final DataFolder data;
    private final Console console;

    private Thread thread;
    private boolean prepared;
    private volatile ChildProcess child;
    private volatile boolean ready;
    private volatile int failedStarts;
    private volatile Exception failure;

    ProcessSupervisor(ServerSpec recipe, DataFolder data, Console console) {
        this.recipe = recipe;
        this.data = data;
        this.console = console;
    }

    Server server() {
        return recipe.server();
    }

    /** Returns at once; the server starts beside. */
    synchronized void start() {
        if (thread == null) {
            failure = null;
            thread = Thread.ofVirtual().name(server().title()).start(this::keep);
        }
    }

    /** Returns when the server has ended. */
    synchronized void stop() throws IOException, InterruptedException {
        if (thread == null) {
            return;
        }
        thread.interrupt();
        thread.join();
        thread = null;
        if (child != null && child.lives()) {
            GracefulStop.of(child, server(), () -> recipe.askToStop(child), recipe.patience(), console);
            recipe.stopped(ready);
        }
        ready = false;
    }

    /** Ends the server like a power cut, and leaves it to be started again. */
    void kill() throws InterruptedException {
        var victim = child;
        if (victim != null) {
            victim.kill();
            victim.awaitEnd();
        }
    }

    /** Whether the server answered since it was last started, and lives. */
    boolean isReady() {
        var present = child;
        return ready && present != null && present.lives();
    }

    /** Whether it takes longer than usual to stop it. */
    boolean endsSlowly() {
        return isReady() && recipe.endsSlowly();
    }

    /** Why the server can't be started at all, or null. */
    Exception failure() {
        return failure;
    }

    /** How often in a row the server died before it had answered. */
    int failedStarts() {
        return failedStarts;
    }

    private void keep() {
        long began = System.nanoTime();
        try {
            if (!prepared) {
                data.rotateLog(server());
                recipe.prepare();
                prepared = true;
            }
            var backOff = new BackOff();
            while (true) {
                var death = live(began);
                var pause = backOff.afterDeath(since(began));
                console.died(server(), death, pause, data.log(server()));
                Thread.sleep(pause);
                began = System.nanoTime();
            }
        } catch (InterruptedException e) {
            // told to stop
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    /** One life of the server, from its start to its death; answers how it died. */
    private String live(long began) throws InterruptedException {
        child = null;
        ready = false;
        try {
            child = ChildProcess.start(recipe.command(), data.log(server()), data.pidFile(server()));
            while (child.lives() && !recipe.answers(child)) {
                Thread.sleep(POLL);
            }
            if (child.lives()) {
                ready = true;
                failedStarts = 0;
                console.ready(server(), since(began));
            }
            int exit = child.awaitEnd();
            child.forget();
            if (!ready) {
                failedStarts++;
                recipe.failedToStart();
            }
            ready = false;
            return exit > KILLED ? "was killed by signal " + (exit - KILLED) : "ended with exit code " + exit;
        } catch (IOException e) {
            failedStarts++;
            kill();
            return "can't be run: " + e.getMessage();
        }
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}

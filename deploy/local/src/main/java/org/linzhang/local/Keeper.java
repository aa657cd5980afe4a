package org.linzhang.local;

import java.io.IOException;
import java.time.Duration;

/** Keeps one server running: starts it, watches it, starts it again with back-off when it dies, until it is told to stop. */
final class Keeper {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Recipe recipe;
    private final DataFolder data;
    private final Console console;

    private Thread thread;
    private boolean prepared;
    private volatile Child child;
    private volatile boolean ready;
    private volatile Exception failure;

    Keeper(Recipe recipe, DataFolder data, Console console) {
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
            Ending.of(child, server(), () -> recipe.askToStop(child), recipe.patience(), console);
            recipe.stopped();
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

    /** Why the server can't be started at all, or null. */
    Exception failure() {
        return failure;
    }

    private void keep() {
        var backOff = new BackOff();
        long began = System.nanoTime();
        try {
            if (!prepared) {
                prepared = prepare();
            }
            while (!Thread.currentThread().isInterrupted()) {
                live(backOff, began);
                began = System.nanoTime();
            }
        } catch (InterruptedException e) {
            // told to stop
        } catch (IOException | RuntimeException e) {
            failure = e;
            console.say("  ! %s can't be started: %s".formatted(server().title(), e.getMessage()));
        }
    }

    private boolean prepare() throws IOException, InterruptedException {
        data.rotateLog(server());
        recipe.prepare();
        return true;
    }

    /** One life of the server, from its start to the pause after its death. */
    private void live(BackOff backOff, long began) throws IOException, InterruptedException {
        ready = false;
        var started = Child.start(recipe.command(), data.log(server()), data.pidFile(server()));
        child = started;
        while (started.lives() && !recipe.answers(started)) {
            Thread.sleep(POLL);
        }
        if (started.lives()) {
            ready = true;
            console.ready(server(), since(began));
        }
        int exit = started.awaitEnd();
        started.forget();
        if (!ready) {
            recipe.failedToStart();
        }
        ready = false;
        var pause = backOff.afterDeath(since(began));
        console.died(server(), exit, pause, data.log(server()));
        Thread.sleep(pause);
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}

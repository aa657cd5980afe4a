package org.linzhang.platform.servers.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Servers that run as child processes of this JVM. A server that exits is restarted. {@link #close} and the end of this JVM stop
 * all servers in order.
 */
public final class ServerGroup implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration LEFT_BEHIND_TIMEOUT = Duration.ofSeconds(20);
    private static final int LOG_LINES = 15;
    /** During the first start, a server that has failed so often is reported instead of being tried again. */
    private static final int MAX_FAILED_STARTS = 4;

    private final DataFolder data;
    private final Console console;
    private final List<List<ProcessSupervisor>> stages;
    private final Map<ServerId, ProcessSupervisor> supervisors;
    private final Thread shutdownHook = new Thread(this::stopAll, "stop");
    private volatile boolean closing;
    private boolean stopped;

    private ServerGroup(DataFolder data, Console console, List<List<ProcessSupervisor>> stages) {
        this.data = data;
        this.console = console;
        this.stages = stages;
        this.supervisors = new LinkedHashMap<>();
        stages.forEach(stage -> stage.forEach(supervisor -> supervisors.put(supervisor.id(), supervisor)));
    }

    /**
     * Starts servers and waits until all of them are ready.
     *
     * @param data is closed with the group, also if the start fails
     * @param stages the last stage is stopped first; the servers of one stage are stopped together
     * @param timeout for all servers together
     * @throws StartupException if a server does not become ready; the others are stopped
     */
    public static ServerGroup start(DataFolder data, Console console, List<List<ServerSpec>> stages, Duration timeout)
            throws InterruptedException {
        var prefix = Shell.newSession();
        var group = new ServerGroup(
                data,
                console,
                stages.stream()
                        .map(stage -> stage.stream()
                                .map(spec -> new ProcessSupervisor(spec, prefix, data, console))
                                .toList())
                        .toList());
        group.startAll(timeout);
        return group;
    }

    /**
     * Stops the processes that a killed launcher left running on the same data.
     *
     * @param servers all that can have been started there, in the order of their start
     */
    public static void stopLeftBehind(DataFolder data, Console console, List<ServerId> servers)
            throws IOException, InterruptedException {
        for (var server : servers.reversed()) {
            var process = ChildProcess.leftBehind(data.pidFile(server));
            if (process.isPresent()) {
                console.print("  %s still runs from an earlier start; stopping it".formatted(server));
                process.get().stop(server.stopSignal(), LEFT_BEHIND_TIMEOUT);
            }
        }
    }

    /** Kills a server like {@code kill -9}. It restarts after a second or more. */
    public void kill(ServerId server) throws InterruptedException {
        supervisors.get(server).kill();
    }

    /** Stops a server in order. It does not run until {@link #restart}. */
    public void stop(ServerId server) throws InterruptedException {
        try {
            supervisors.get(server).stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a stopped server in the background. */
    public void restart(ServerId server) {
        supervisors.get(server).start();
    }

    /** @throws StartupException if the server is not ready within that time */
    public void awaitReady(ServerId server, Duration timeout) throws InterruptedException {
        awaitReady(List.of(supervisors.get(server)), timeout, Integer.MAX_VALUE, () -> {});
    }

    @Override
    public void close() {
        stopAll();
        try {
            // Only now: if the JVM was asked to end during stopAll(), the hook makes it wait until all servers have
            // stopped.
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the hook finds nothing to do.
        }
    }

    private void startAll(Duration timeout) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(shutdownHook);
        try {
            awaitReady(supervisors.values(), timeout, MAX_FAILED_STARTS, this::startWhatCanStart);
        } catch (InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** @param atEachPoll called again and again until all are ready */
    private void awaitReady(
            Collection<ProcessSupervisor> wanted, Duration timeout, int maxFailedStarts, Runnable atEachPoll)
            throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        var waiting = new ArrayList<>(wanted);
        while (true) {
            atEachPoll.run();
            waiting.removeIf(ProcessSupervisor::isReady);
            if (waiting.isEmpty()) {
                return;
            }
            for (var supervisor : waiting) {
                if (supervisor.failure() != null || supervisor.failedStarts() >= maxFailedStarts) {
                    throw new StartupException(problemOf(supervisor));
                }
            }
            if (System.nanoTime() > deadline) {
                throw new StartupException(waiting.stream().map(this::problemOf).collect(Collectors.joining("\n")));
            }
            Thread.sleep(POLL);
        }
    }

    /** Starts each server that was not started yet and whose dependencies are ready. */
    private synchronized void startWhatCanStart() {
        if (!closing) {
            supervisors.values().stream().filter(this::canStart).forEach(ProcessSupervisor::start);
        }
    }

    private boolean canStart(ProcessSupervisor supervisor) {
        return supervisor.spec().startsAfter().stream()
                .filter(supervisors::containsKey)
                .allMatch(dependency -> supervisors.get(dependency).isReady());
    }

    private String problemOf(ProcessSupervisor supervisor) {
        var server = supervisor.id();
        if (supervisor.failure() != null) {
            return "%s can't be started: %s"
                    .formatted(server, supervisor.failure().getMessage());
        }
        try {
            var log = data.log(server);
            return "%s is not ready. The end of %s:%n%s".formatted(server, log, Console.lastLines(log, LOG_LINES));
        } catch (IOException e) {
            return "%s is not ready, and has no log: %s".formatted(server, e.getMessage());
        }
    }

    private synchronized void stopAll() {
        closing = true;
        if (stopped) {
            return;
        }
        boolean slowly = supervisors.values().stream().anyMatch(ProcessSupervisor::stopsSlowly);
        console.print("Stopping" + (slowly ? "; the first stop takes longer, and makes the next start fast" : ""));
        for (var stage : stages.reversed()) {
            var threads = stage.stream()
                    .map(supervisor -> Thread.ofVirtual().start(() -> stopForGood(supervisor)))
                    .toList();
            threads.forEach(ServerGroup::join);
        }
        stopped = true;
        try {
            data.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stopForGood(ProcessSupervisor supervisor) {
        try {
            supervisor.stop();
        } catch (IOException | InterruptedException e) {
            console.print("  ! %s can't be stopped: %s".formatted(supervisor.id(), e.getMessage()));
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

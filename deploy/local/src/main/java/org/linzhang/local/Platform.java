package org.linzhang.local;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The whole platform, or some of its servers, as processes of this machine. Those that die are started again; all of them end, in
 * order, with {@link #close} or with this JVM.
 *
 * <pre>{@code
 * try (var platform = Platform.start(Settings.onFreePorts(folder))) {
 *     visit(platform.settings().gateway());
 * }
 * }</pre>
 */
public final class Platform implements AutoCloseable {
    /** What ends first; PostgreSQL is last, since most others write to it. */
    private static final List<Set<Server>> STOP_ORDER = List.of(
            EnumSet.of(Server.GATEWAY),
            EnumSet.of(Server.PATROL_SERVICE, Server.INCIDENT_SERVICE, Server.NOTIFICATION_SERVICE),
            EnumSet.of(Server.KEYCLOAK),
            EnumSet.of(Server.KAFKA),
            EnumSet.of(Server.POSTGRES));

    private static final Duration POLL = Duration.ofMillis(20);
    private static final int TAIL = 15;
    /** At the first start, something that keeps dying is better told than tried for ever. */
    private static final int FAILED_STARTS = 4;

    private final Settings settings;
    private final DataFolder data;
    private final Console console;
    private final Map<Server, ProcessSupervisor> keepers;
    private final Thread atExit = new Thread(this::stopAll, "stop");
    private volatile boolean closing;
    private boolean stopped;

    private Platform(Settings settings, DataFolder data, Console console, Map<Server, ProcessSupervisor> keepers) {
        this.settings = settings;
        this.data = data;
        this.console = console;
        this.keepers = keepers;
    }

    /**
     * All seven processes, ready.
     *
     * @throws LauncherException when something is in the way: the data folder in use, a port taken, a server that does not get up
     */
    public static Platform start(Settings settings) throws InterruptedException {
        return start(settings, EnumSet.allOf(Server.class), false);
    }

    /** All seven processes, ready, with the data of earlier starts deleted; for tests. */
    public static Platform startFresh(Settings settings) throws InterruptedException {
        return start(settings, EnumSet.allOf(Server.class), true);
    }

    /** Some of the servers, ready; all but Kafka need PostgreSQL among them. */
    public static Platform start(Settings settings, Set<Server> servers) throws InterruptedException {
        return start(settings, servers, false);
    }

    /** @param fresh deletes the data of earlier starts first */
    static Platform start(Settings settings, Set<Server> servers, boolean fresh) throws InterruptedException {
        try {
            var data = DataFolder.hold(settings.data());
            try {
                var console = new Console(System.out);
                var platform = new Platform(settings, data, console, keepers(settings, data, console, servers, fresh));
                platform.getUp();
                return platform;
            } catch (IOException | InterruptedException | RuntimeException e) {
                data.close();
                throw e;
            }
        } catch (IOException e) {
            throw new LauncherException("The platform can't be started: " + e, e);
        }
    }

    private static Map<Server, ProcessSupervisor> keepers(
            Settings settings, DataFolder data, Console console, Set<Server> servers, boolean fresh)
            throws IOException, InterruptedException {
        var as = RunAs.find();
        GracefulStop.ofLeftBehind(data, as, console);
        settings.ports().refuseTaken(servers);
        if (fresh) {
            PostgresHome.discard(data);
            data.empty();
        }
        console.say("Starting %s, data and logs in %s"
                .formatted(servers.size() == 1 ? "one server" : servers.size() + " servers", data.path()));
        var recipes = new ServerSpecs(settings, data, as, Secrets.in(data), Shell.ownSession());
        var keepers = new EnumMap<Server, ProcessSupervisor>(Server.class);
        for (var server : servers) {
            keepers.put(server, new ProcessSupervisor(recipes.of(server), data, console));
        }
        return keepers;
    }

    /** Where everything is. */
    public Settings settings() {
        return settings;
    }

    /** Kills a server like {@code kill -9}. It is started again after a second or more. */
    public void kill(Server server) throws InterruptedException {
        keepers.get(server).kill();
    }

    /** Stops a server in good order. It stays away until {@link #startAgain}. */
    public void stop(Server server) throws InterruptedException {
        try {
            keepers.get(server).stop();
        } catch (IOException e) {
            throw new LauncherException("%s can't be stopped: %s".formatted(server.title(), e.getMessage()), e);
        }
    }

    /** Starts a stopped server, and returns at once. */
    public void startAgain(Server server) {
        keepers.get(server).start();
    }

    /** @throws LauncherException when the server is not ready within that time */
    public void awaitReady(Server server, Duration patience) throws InterruptedException {
        awaitReady(EnumSet.of(server), patience, Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        stopAll();
        try {
            // Not before: who is told to end meanwhile waits in the hook until all have stopped.
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the JVM is ending already, and the hook finds nothing left to do
        }
    }

    private void getUp() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            start(EnumSet.of(Server.POSTGRES, Server.KAFKA));
            if (keepers.containsKey(Server.POSTGRES)) {
                awaitReady(EnumSet.of(Server.POSTGRES), settings.patience(), FAILED_STARTS);
            }
            start(EnumSet.allOf(Server.class));
            awaitReady(keepers.keySet(), settings.patience(), FAILED_STARTS);
        } catch (InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private synchronized void start(Set<Server> servers) {
        if (closing) {
            return;
        }
        keepers.forEach((server, keeper) -> {
            if (servers.contains(server)) {
                keeper.start();
            }
        });
    }

    /** @param failedStarts of one server in a row, after which waiting is over */
    private void awaitReady(Set<Server> servers, Duration patience, int failedStarts) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        var waiting = new ArrayList<>(servers);
        while (true) {
            waiting.removeIf(server -> keepers.get(server).isReady());
            if (waiting.isEmpty()) {
                return;
            }
            var hopeless = waiting.stream()
                    .filter(server -> isHopeless(keepers.get(server), failedStarts))
                    .findFirst();
            if (hopeless.isPresent()) {
                throw new LauncherException(complaint(hopeless.get()));
            }
            if (System.nanoTime() > deadline) {
                throw new LauncherException(
                        waiting.stream().map(this::complaint).collect(Collectors.joining("\n")));
            }
            Thread.sleep(POLL);
        }
    }

    private static boolean isHopeless(ProcessSupervisor keeper, int failedStarts) {
        return keeper.failure() != null || keeper.failedStarts() >= failedStarts;
    }

    private String complaint(Server server) {
        var failure = keepers.get(server).failure();
        if (failure != null) {
            return "%s can't be started: %s".formatted(server.title(), failure.getMessage());
        }
        try {
            var log = data.log(server);
            return "%s is not ready. The end of %s:%n%s".formatted(server.title(), log, Console.tail(log, TAIL));
        } catch (IOException e) {
            return "%s is not ready, and has no log: %s".formatted(server.title(), e.getMessage());
        }
    }

    private synchronized void stopAll() {
        closing = true;
        if (stopped) {
            return;
        }
        boolean slowly = keepers.values().stream().anyMatch(ProcessSupervisor::endsSlowly);
        console.say("Stopping" + (slowly ? "; this first time it takes longer, and makes the next start fast" : ""));
        for (var together : STOP_ORDER) {
            var stopping = together.stream()
                    .filter(keepers::containsKey)
                    .map(server -> Thread.ofVirtual().start(() -> stopAtEnd(keepers.get(server))))
                    .toList();
            stopping.forEach(Platform::join);
        }
        stopped = true;
        try {
            data.close();
        } catch (IOException e) {
            throw new LauncherException("The data folder can't be closed: " + e.getMessage(), e);
        }
    }

    private void stopAtEnd(ProcessSupervisor keeper) {
        try {
            keeper.stop();
        } catch (IOException | InterruptedException e) {
            console.say("  ! %s can't be stopped: %s".formatted(keeper.server().title(), e.getMessage()));
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

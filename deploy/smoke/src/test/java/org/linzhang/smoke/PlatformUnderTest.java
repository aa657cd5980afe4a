package org.linzhang.smoke;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.microsoft.playwright.assertions.PlaywrightAssertions;

import org.linzhang.local.Platform;
import org.linzhang.local.Server;
import org.linzhang.local.Settings;
import org.linzhang.local.client.ApiClient;
import org.linzhang.local.client.Login;

/** The platform under test, with the browsers and API clients that use it. */
final class PlatformUnderTest implements AutoCloseable {
    /** The password of all demo users. */
    static final String PASSWORD = "forest";

    static final String COUNTY = "512002";
    static final String VILLAGE = "512002100201";
    static final String OUTSIDE_COUNTY = "512021";

    private static final System.Logger LOG = System.getLogger("smoke");
    private static final Path DATA = Path.of("target/platform").toAbsolutePath();
    private static final Duration START_TIMEOUT = Duration.ofSeconds(150);
    private static final Duration RESTART_TIMEOUT = Duration.ofSeconds(60);

    private final Platform platform;
    private final Chromium chromium;
    private final Map<String, ApiClient> clients = new ConcurrentHashMap<>();
    private final List<BrowserSession> sessions = new ArrayList<>();

    private PlatformUnderTest(Platform platform, Chromium chromium) {
        this.platform = platform;
        this.chromium = chromium;
    }

    /** Starts a platform with empty data, on free ports. */
    static PlatformUnderTest start() throws InterruptedException {
        PlaywrightAssertions.setDefaultAssertionTimeout(BrowserSession.TIMEOUT_MS);
        // Chromium comes first, because its start fails sooner.
        var chromium = Chromium.launch();
        try {
            return new PlatformUnderTest(
                    Platform.startFresh(Settings.onFreePorts(DATA).with(START_TIMEOUT)), chromium);
        } catch (InterruptedException | RuntimeException e) {
            chromium.close();
            throw e;
        }
    }

    URI gateway() {
        return platform.settings().gateway();
    }

    URI keycloak() {
        return platform.settings().realm().resolve("/");
    }

    /** Opens a browser without a user. It is closed after the test. */
    BrowserSession openBrowser(BrowserSession.Device device) {
        var session = new BrowserSession(chromium.browser(), gateway(), device);
        sessions.add(session);
        return session;
    }

    /** Opens a browser, logs a demo user in and shows a page. It is closed after the test. */
    BrowserSession logIn(String username, String path) {
        var session = openBrowser(path.equals("/ranger") ? BrowserSession.Device.PHONE : BrowserSession.Device.DESKTOP);
        session.logIn(username, path);
        return session;
    }

    /** Opens a browser without a user, with a proxy between it and the platform. It is closed after the test. */
    BrowserSession openBrowser(BrowserSession.Device device, InterceptingProxy proxy) {
        var session = new BrowserSession(chromium.browser(), gateway(), device, proxy);
        sessions.add(session);
        return session;
    }

    /** Logs demo users in for API clients. */
    Login login() {
        return new Login(gateway(), platform.settings().realm());
    }

    /** An API client of a demo user, with a bearer token. */
    ApiClient client(String username) {
        return clients.computeIfAbsent(username, name -> login().as(name, PASSWORD));
    }

    /** Kills a server like {@code kill -9}. It does not run until {@link #restart}. */
    void kill(Server server) {
        try {
            platform.servers().kill(server.id());
            platform.servers().stop(server.id());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts a killed server, and returns when it is ready. */
    void restart(Server server) throws InterruptedException {
        platform.servers().restart(server.id());
        platform.servers().awaitReady(server.id(), RESTART_TIMEOUT);
    }

    /** Prints a line, such as a measured time, in the build's output. */
    static void log(String format, Object... values) {
        LOG.log(System.Logger.Level.INFO, format.formatted(values));
    }

    /** The browsers that this test has opened. */
    List<BrowserSession> sessions() {
        return sessions;
    }

    void closeSessions() {
        sessions.forEach(BrowserSession::close);
        sessions.clear();
    }

    /** The log of each server, sorted by name. */
    List<Path> logs() {
        try (var files = Files.list(DATA.resolve("logs"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closeSessions();
        chromium.close();
        platform.close();
    }
}

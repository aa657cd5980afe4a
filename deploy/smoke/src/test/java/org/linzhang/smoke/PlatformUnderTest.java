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

/** The platform under test, with those who visit it. */
final class PlatformUnderTest implements AutoCloseable {
    /** Of all demo users. */
    static final String PASSWORD = "forest";

    static final String COUNTY = "512002";
    static final String VILLAGE = "512002100201";
    static final String OUTSIDE_COUNTY = "512021";

    private static final System.Logger LOG = System.getLogger("smoke");
    private static final Path DATA = Path.of("target/platform").toAbsolutePath();
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(150);
    private static final Duration COMES_BACK = Duration.ofSeconds(60);

    private final Platform platform;
    private final Chromium chromium;
    private final Map<String, ApiClient> callers = new ConcurrentHashMap<>();
    private final List<BrowserSession> visitors = new ArrayList<>();

    private PlatformUnderTest(Platform platform, Chromium chromium) {
        this.platform = platform;
        this.chromium = chromium;
    }

    /** With empty data, on ports that nobody uses. */
    static PlatformUnderTest start() throws InterruptedException {
        PlaywrightAssertions.setDefaultAssertionTimeout(BrowserSession.PATIENCE_MS);
        // First what is quick to fail.
        var chromium = Chromium.launch();
        try {
            return new PlatformUnderTest(Platform.startFresh(settings()), chromium);
        } catch (InterruptedException | RuntimeException e) {
            chromium.close();
            throw e;
        }
    }

    private static Settings settings() {
        var usual = Settings.onFreePorts(DATA);
        return new Settings(usual.home(), usual.data(), usual.ports(), usual.jvm(), STARTS_WITHIN);
    }

    /** The front door. */
    URI gateway() {
        return platform.settings().gateway();
    }

    URI keycloak() {
        return platform.settings().realm().resolve("/");
    }

    /** A stranger at a browser of their own. */
    BrowserSession visitor(BrowserSession.Device device) {
        var visitor = new BrowserSession(chromium.browser(), gateway(), device);
        visitors.add(visitor);
        return visitor;
    }

    /** A demo user at a browser of their own, logged in, with a face open. */
    BrowserSession visitor(String username, String face) {
        var visitor = visitor(face.equals("/ranger") ? BrowserSession.Device.PHONE : BrowserSession.Device.DESK);
        visitor.logsIn(username, face);
        return visitor;
    }

    /** A stranger whose network is in the test's hands. */
    BrowserSession visitor(BrowserSession.Device device, InterceptingProxy proxy) {
        var visitor = new BrowserSession(chromium.browser(), gateway(), device, proxy);
        visitors.add(visitor);
        return visitor;
    }

    /** A demo user with a bearer token. */
    ApiClient caller(String username) {
        return callers.computeIfAbsent(
                username, name -> new ApiClient(gateway(), platform.settings().realm(), name));
    }

    /** As {@code kill -9} does; the server stays away until {@link #startAgain}. */
    void kill(Server server) {
        try {
            platform.kill(server);
            platform.stop(server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns when the server is ready. */
    void startAgain(Server server) throws InterruptedException {
        platform.startAgain(server);
        platform.awaitReady(server, COMES_BACK);
    }

    /** Figures for those who read the build's output. */
    static void tell(String figures, Object... values) {
        LOG.log(System.Logger.Level.INFO, figures.formatted(values));
    }

    /** Those who came in this test. */
    List<BrowserSession> visitors() {
        return visitors;
    }

    void sendAllAway() {
        visitors.forEach(BrowserSession::close);
        visitors.clear();
    }

    /** The log of each server, by the server's name. */
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
        sendAllAway();
        chromium.close();
        platform.close();
    }
}

package org.linzhang.local;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a platform on this machine is made of, and where it lives.
 *
 * @param home the checkout of the project, built
 * @param data the folder for everything that survives a stop
 * @param ports a port for each server
 * @param jvm how the Java processes are run
 * @param patience how long all servers together may take until they are ready
 */
public record Settings(Path home, Path data, Ports ports, Jvm jvm, Duration patience) {
    /** How the Java processes of a platform are run. */
    public enum Jvm {
        /** Quick to start and small, and remembers what it loaded for the next start; for demonstrations. */
        QUICK,
        /** Quick to start and small, and writes nothing outside the data folder; for tests. */
        QUICK_AND_CLEAN,
        /** The JDK's own garbage collector and both compilers; for measurements. */
        FULL
    }

    private static final String HOME = "linzhang.home";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A platform beside any other: on ports that nobody uses now, with its data in a folder of its own. */
    public static Settings onFreePorts(Path data) {
        return new Settings(findHome(), data, Ports.free(), Jvm.QUICK_AND_CLEAN, PATIENCE);
    }

    /**
     * The platform of {@code deploy/up}: the data in {@code deploy/.data} and the usual ports, unless {@code LINZHANG_DATA} and the
     * variables of {@link Ports} say otherwise.
     */
    public static Settings from(Map<String, String> environment) {
        var home = findHome();
        var data = environment.getOrDefault("LINZHANG_DATA", "");
        return new Settings(
                home,
                (data.isBlank() ? home.resolve("deploy/.data") : Path.of(data)).toAbsolutePath(),
                Ports.from(environment),
                Jvm.QUICK,
                PATIENCE);
    }

    public Settings with(Jvm other) {
        return new Settings(home, data, ports, other, patience);
    }

    /** The front door. */
    public URI gateway() {
        return URI.create("http://localhost:" + ports.of(Server.GATEWAY));
    }

    /** Keycloak's realm, which is also the issuer of its tokens. */
    public URI realm() {
        return URI.create("http://localhost:" + ports.of(Server.KEYCLOAK) + "/realms/linzhang");
    }

    /** Host and port. */
    public String postgres() {
        return "127.0.0.1:" + ports.of(Server.POSTGRES);
    }

    /** Host and port. */
    public String kafka() {
        return "127.0.0.1:" + ports.of(Server.KAFKA);
    }

    /** A service itself, past the gateway. */
    public URI service(Server service) {
        return URI.create("http://127.0.0.1:" + ports.of(service));
    }

    /** The jars of Kafka, and the archive of PostgreSQL. */
    Path lib() {
        return target().resolve("lib");
    }

    Path target() {
        return home.resolve("deploy/local/target");
    }

    /** The property {@code linzhang.home}, else the nearest folder with {@code deploy/local} around this program or the working folder. */
    private static Path findHome() {
        var stated = System.getProperty(HOME);
        if (stated != null) {
            return Path.of(stated).toAbsolutePath();
        }
        return around(Path.of("").toAbsolutePath())
                .or(() -> around(program()))
                .orElseThrow(() -> new LauncherException(
                        "The project's folder is not around here: state it with -D" + HOME + "=..."));
    }

    private static Path program() {
        try {
            return Path.of(Settings.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Path> around(Path start) {
        for (var folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("deploy/local/pom.xml"))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }
}

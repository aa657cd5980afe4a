package org.linzhang.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.linzhang.platform.servers.ProjectFolder;
import org.linzhang.platform.servers.jvm.JvmProfile;
import org.linzhang.platform.servers.jvm.JvmSettings;

/**
 * The settings of a platform on this machine.
 *
 * @param project the built programs
 * @param data the folder of everything that is kept after a stop
 * @param ports a port for each server
 * @param profile how the Java processes run
 * @param startTimeout for all servers together
 */
public record Settings(ProjectFolder project, Path data, Ports ports, JvmProfile profile, Duration startTimeout) {
    static final String REALM = "linzhang";

    private static final Duration START_TIMEOUT = Duration.ofMinutes(10);

    /** For a platform beside others: free ports, and a data folder of its own. */
    public static Settings onFreePorts(Path data) {
        return new Settings(ProjectFolder.find(), data, Ports.free(), JvmProfile.TEST, START_TIMEOUT);
    }

    /**
     * The platform of {@code deploy/up}: data in {@code deploy/.data} and the default ports, unless {@code LINZHANG_DATA} and the
     * variables of {@link Ports} set others.
     */
    public static Settings from(Map<String, String> environment) {
        var project = ProjectFolder.find();
        var data = environment.getOrDefault("LINZHANG_DATA", "");
        return new Settings(
                project,
                (data.isBlank() ? project.path().resolve("deploy/.data") : Path.of(data)).toAbsolutePath(),
                Ports.from(environment),
                JvmProfile.DEMO,
                START_TIMEOUT);
    }

    public Settings with(JvmProfile other) {
        return new Settings(project, data, ports, other, startTimeout);
    }

    public Settings with(Duration otherStartTimeout) {
        return new Settings(project, data, ports, profile, otherStartTimeout);
    }

    public URI gateway() {
        return URI.create("http://localhost:" + ports.of(Server.GATEWAY));
    }

    /** The address of Keycloak's realm, which is also the issuer of its tokens. */
    public URI realm() {
        return URI.create("http://localhost:" + ports.of(Server.KEYCLOAK) + "/realms/" + REALM);
    }

    /** Host and port. */
    public String postgres() {
        return "127.0.0.1:" + ports.of(Server.POSTGRES);
    }

    /**
     * The JDBC URL of a service's database, with its role and password.
     *
     * @throws IOException if the platform has not been started in this data folder
     */
    public String jdbc(String database) throws IOException {
        var password = Files.readString(Secrets.fileOf(data.resolve("secrets"), database))
                .strip();
        return "jdbc:postgresql://%s/%s?user=%s&password=%s".formatted(postgres(), database, database, password);
    }

    /** Host and port. */
    public String kafka() {
        return "127.0.0.1:" + ports.of(Server.KAFKA);
    }

    /** The address of a service itself, without the gateway. */
    URI service(Server service) {
        return URI.create("http://127.0.0.1:" + ports.of(service));
    }

    JvmSettings jvm() {
        return new JvmSettings(profile, project.path().resolve("deploy/local/target/aot"));
    }
}

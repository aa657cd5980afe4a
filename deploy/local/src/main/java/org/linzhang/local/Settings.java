package org.linzhang.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

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
 * @param secondInstances of the services, beside the first ones; empty for none
 */
public record Settings(
        ProjectFolder project,
        Path data,
        Ports ports,
        JvmProfile profile,
        Duration startTimeout,
        Optional<SecondInstances> secondInstances) {
    static final String REALM = "linzhang";

    private static final Duration START_TIMEOUT = Duration.ofMinutes(10);

    /** For a platform beside others: free ports, and a data folder of its own. */
    public static Settings onFreePorts(Path data) {
        return new Settings(ProjectFolder.find(), data, Ports.free(), JvmProfile.TEST, START_TIMEOUT, Optional.empty());
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
                START_TIMEOUT,
                Optional.empty());
    }

    public Settings with(JvmProfile other) {
        return new Settings(project, data, ports, other, startTimeout, secondInstances);
    }

    public Settings with(Duration otherStartTimeout) {
        return new Settings(project, data, ports, profile, otherStartTimeout, secondInstances);
    }

    /**
     * Starts a second instance of each service, on a free port.
     *
     * @param checkout whose build they run, of this version or of another one
     */
    public Settings withSecondInstances(Path checkout) {
        return new Settings(
                project, data, ports, profile, startTimeout, Optional.of(SecondInstances.of(new ProjectFolder(checkout))));
    }

    /** The address of the second instance of a service. */
    public URI secondInstance(Server service) {
        return URI.create("http://127.0.0.1:" + secondInstances.orElseThrow().ports().get(service));
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

    /** Host and port. */
    public String kafka() {
        return "127.0.0.1:" + ports.of(Server.KAFKA);
    }

    /** The address of a service itself, without the gateway. */
    public URI service(Server service) {
        return URI.create("http://127.0.0.1:" + ports.of(service));
    }

    JvmSettings jvm() {
        return new JvmSettings(profile, project.path().resolve("deploy/local/target/aot"));
    }
}

package org.linzhang.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.linzhang.platform.servers.ProjectFolder;
import org.linzhang.platform.servers.jvm.JvmProfile;
import org.linzhang.platform.servers.jvm.JvmSettings;
import org.linzhang.platform.servers.process.TcpPorts;

/**
 * The settings of a platform on this machine.
 *
 * @param project the built programs
 * @param data the folder of everything that is kept after a stop
 * @param ports a port for each server
 * @param profile how the Java processes run
 * @param startTimeout for all servers together
 * @param secondInstances of the services, beside the first ones
 */
public record Settings(
        ProjectFolder project,
        Path data,
        Ports ports,
        JvmProfile profile,
        Duration startTimeout,
        List<ServiceInstance> secondInstances) {
    static final String REALM = "linzhang";

    private static final Duration START_TIMEOUT = Duration.ofMinutes(10);

    /** For a platform beside others: free ports, and a data folder of its own. */
    public static Settings onFreePorts(Path data) {
        return new Settings(ProjectFolder.find(), data, Ports.free(), JvmProfile.TEST, START_TIMEOUT, List.of());
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
                List.of());
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
        var free = TcpPorts.free(Server.values().length);
        var instances = new ArrayList<ServiceInstance>();
        for (var server : Server.values()) {
            server.secondInstance()
                    .ifPresent(id -> instances.add(
                            new ServiceInstance(id, server, new ProjectFolder(checkout), free.get(server.ordinal()))));
        }
        return new Settings(project, data, ports, profile, startTimeout, List.copyOf(instances));
    }

    /**
     * The address of the second instance of a service.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    public URI secondInstance(Server service) {
        return secondInstanceOf(service).orElseThrow().address();
    }

    Optional<ServiceInstance> secondInstanceOf(Server service) {
        return secondInstances.stream()
                .filter(instance -> instance.service() == service)
                .findFirst();
    }

    ServiceInstance firstInstanceOf(Server service) {
        return new ServiceInstance(service.id(), service, project, ports.of(service));
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
    public URI service(Server service) {
        return URI.create("http://127.0.0.1:" + ports.of(service));
    }

    JvmSettings jvm() {
        return new JvmSettings(profile, project.path().resolve("deploy/local/target/aot"));
    }
}

package org.linzhang.local;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.linzhang.platform.servers.process.StartupException;
import org.linzhang.platform.servers.process.TcpPorts;

/** A TCP port of the loopback interface for each server. */
public final class Ports {
    /** What a port is for, the environment variable that sets it, and its default. */
    enum Use {
        POSTGRES("PostgreSQL", "LINZHANG_POSTGRES_PORT", 5433),
        KAFKA("Kafka", "LINZHANG_KAFKA_PORT", 9092),
        KAFKA_CONTROLLER("Kafka's controller", "LINZHANG_KAFKA_CONTROLLER_PORT", 9093),
        KEYCLOAK("Keycloak", "LINZHANG_KEYCLOAK_PORT", 8180),
        PATROL_SERVICE("patrol-service", "LINZHANG_PATROL_SERVICE_PORT", 8081),
        INCIDENT_SERVICE("incident-service", "LINZHANG_INCIDENT_SERVICE_PORT", 8082),
        NOTIFICATION_SERVICE("notification-service", "LINZHANG_NOTIFICATION_SERVICE_PORT", 8083),
        GATEWAY("gateway", "LINZHANG_GATEWAY_PORT", 8080);

        private final String title;
        private final String variable;
        private final int defaultPort;

        Use(String title, String variable, int defaultPort) {
            this.title = title;
            this.variable = variable;
            this.defaultPort = defaultPort;
        }
    }

    private final Map<Use, Integer> numbers;

    private Ports(Map<Use, Integer> numbers) {
        this.numbers = numbers;
    }

    /** The default ports, unless variables such as {@code LINZHANG_GATEWAY_PORT} set others. */
    static Ports from(Map<String, String> environment) {
        var numbers = new EnumMap<Use, Integer>(Use.class);
        for (var use : Use.values()) {
            var value = environment.get(use.variable);
            numbers.put(use, value == null || value.isBlank() ? use.defaultPort : parse(use.variable, value));
        }
        for (var use : Use.values()) {
            for (var other : Use.values()) {
                if (use.compareTo(other) < 0 && numbers.get(use).equals(numbers.get(other))) {
                    throw new StartupException("Port %d is set for %s and for %s: change %s or %s."
                            .formatted(numbers.get(use), use.title, other.title, use.variable, other.variable));
                }
            }
        }
        return new Ports(numbers);
    }

    /** Ports that no program listens on now. */
    static Ports free() {
        var free = TcpPorts.free(Use.values().length);
        var numbers = new EnumMap<Use, Integer>(Use.class);
        for (var use : Use.values()) {
            numbers.put(use, free.get(use.ordinal()));
        }
        return new Ports(numbers);
    }

    int of(Use use) {
        return numbers.get(use);
    }

    int of(Server server) {
        return numbers.get(Use.valueOf(server.name()));
    }

    /** @throws StartupException that names the first port on which another program listens, and its server */
    void requireFree(Set<Server> wanted) {
        for (var use : uses(wanted)) {
            int port = numbers.get(use);
            if (TcpPorts.isTaken(port)) {
                throw new StartupException(
                        "Port %d of %s is taken by another program: stop that program, or set %s to a free port."
                                .formatted(port, use.title, use.variable));
            }
        }
    }

    private static List<Use> uses(Set<Server> servers) {
        return Arrays.stream(Use.values())
                .filter(use -> use == Use.KAFKA_CONTROLLER
                        ? servers.contains(Server.KAFKA)
                        : servers.contains(Server.valueOf(use.name())))
                .toList();
    }

    private static int parse(String variable, String value) {
        try {
            int port = Integer.parseInt(value.strip());
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new StartupException("%s=%s is not a port: set a number from 1 to 65535.".formatted(variable, value));
    }
}

package org.linzhang.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A TCP port of the loopback interface for each server. */
public final class Ports {
    /** What a port is for, the variable that moves it, and where it is otherwise. */
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
        private final int usual;

        Use(String title, String variable, int usual) {
            this.title = title;
            this.variable = variable;
            this.usual = usual;
        }
    }

    private final Map<Use, Integer> numbers;

    private Ports(Map<Use, Integer> numbers) {
        this.numbers = numbers;
    }

    /** The usual ports, moved by variables such as {@code LINZHANG_GATEWAY_PORT}. */
    static Ports from(Map<String, String> environment) {
        var numbers = new EnumMap<Use, Integer>(Use.class);
        for (var use : Use.values()) {
            var stated = environment.get(use.variable);
            numbers.put(use, stated == null || stated.isBlank() ? use.usual : parse(use.variable, stated));
        }
        for (var use : Use.values()) {
            for (var other : Use.values()) {
                if (use.compareTo(other) < 0 && numbers.get(use).equals(numbers.get(other))) {
                    throw new LauncherException("Port %d is given to %s and to %s: change %s or %s."
                            .formatted(numbers.get(use), use.title, other.title, use.variable, other.variable));
                }
            }
        }
        return new Ports(numbers);
    }

    /** Ports that nobody listens on now. */
    public static Ports free() {
        var held = new ArrayList<ServerSocket>();
        try {
            var numbers = new EnumMap<Use, Integer>(Use.class);
            for (var use : Use.values()) {
                var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                numbers.put(use, socket.getLocalPort());
            }
            return new Ports(numbers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            held.forEach(Ports::close);
        }
    }

    int of(Use use) {
        return numbers.get(use);
    }

    int of(Server server) {
        return numbers.get(Use.valueOf(server.name()));
    }

    /** Refuses with the first port that somebody else listens on, and the server that wants it. */
    void refuseTaken(Set<Server> wanted) {
        for (var use : uses(wanted)) {
            int port = numbers.get(use);
            if (isTaken(port)) {
                throw new LauncherException(
                        "Port %d, which %s wants, is taken by another program: stop it, or set %s to a free port."
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

    private static boolean isTaken(int port) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        } catch (IOException e) {
            return true;
        }
        // A browser that asks for localhost may try ::1 first, so a stranger there is in the way too.
        return answers("::1", port);
    }

    /** Whether something accepts connections at that address. */
    static boolean answers(String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int parse(String variable, String stated) {
        try {
            int port = Integer.parseInt(stated.strip());
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new LauncherException(
                "%s=%s is no port: it must be a number from 1 to 65535.".formatted(variable, stated));
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

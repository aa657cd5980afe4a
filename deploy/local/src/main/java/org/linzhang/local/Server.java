package org.linzhang.local;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.linzhang.platform.servers.kafka.KafkaServer;
import org.linzhang.platform.servers.keycloak.KeycloakServer;
import org.linzhang.platform.servers.postgres.PostgresServer;
import org.linzhang.platform.servers.process.ServerId;

/** The seven processes of the platform, in the order of their start. */
public enum Server {
    POSTGRES(PostgresServer.ID),
    KAFKA(KafkaServer.ID),
    KEYCLOAK(KeycloakServer.ID),
    PATROL_SERVICE(new ServerId("patrol-service")),
    INCIDENT_SERVICE(new ServerId("incident-service")),
    NOTIFICATION_SERVICE(new ServerId("notification-service")),
    GATEWAY(new ServerId("gateway"));

    private final ServerId id;

    Server(ServerId id) {
        this.id = id;
    }

    public ServerId id() {
        return id;
    }

    /** Of a service, of which a second instance can run beside the first one; empty for other servers. */
    public Optional<ServerId> secondInstance() {
        return switch (this) {
            case PATROL_SERVICE, INCIDENT_SERVICE, NOTIFICATION_SERVICE -> Optional.of(new ServerId(id.title() + "-2"));
            case POSTGRES, KAFKA, KEYCLOAK, GATEWAY -> Optional.empty();
        };
    }

    static List<ServerId> ids() {
        return Arrays.stream(values()).map(Server::id).toList();
    }
}

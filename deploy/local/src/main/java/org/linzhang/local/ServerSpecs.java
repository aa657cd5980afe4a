package org.linzhang.local;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The recipe of each server of one platform. */
record ServerSpecs(Settings settings, DataFolder data, RunAs postgresAs, Secrets secrets, List<String> ownSession) {

    ServerSpec of(Server server) throws IOException {
        return switch (server) {
            case POSTGRES -> new PostgresServer(settings, ownSession, postgresAs, data);
            case KAFKA -> new KafkaServer(settings, ownSession, data);
            case KEYCLOAK -> new KeycloakServer(settings, ownSession, data, secrets);
            case PATROL_SERVICE, INCIDENT_SERVICE, NOTIFICATION_SERVICE ->
                new QuarkusService(server, settings, ownSession, data, Map.of());
            case GATEWAY -> new QuarkusService(server, settings, ownSession, data, gateway());
        };
    }

    private Map<String, String> gateway() {
        return Map.of(
                "LINZHANG_PATROL_SERVICE",
                        settings.service(Server.PATROL_SERVICE).toString(),
                "LINZHANG_INCIDENT_SERVICE",
                        settings.service(Server.INCIDENT_SERVICE).toString(),
                "LINZHANG_NOTIFICATION_SERVICE",
                        settings.service(Server.NOTIFICATION_SERVICE).toString(),
                "LINZHANG_WEB_SECRET", secrets.webClient(),
                "LINZHANG_SESSION_SECRET", secrets.session());
    }
}

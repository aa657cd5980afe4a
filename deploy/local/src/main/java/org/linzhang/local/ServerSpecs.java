package org.linzhang.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.linzhang.platform.servers.kafka.KafkaServer;
import org.linzhang.platform.servers.keycloak.KeycloakServer;
import org.linzhang.platform.servers.keycloak.KeycloakSettings;
import org.linzhang.platform.servers.postgres.PostgresDatabase;
import org.linzhang.platform.servers.postgres.PostgresServer;
import org.linzhang.platform.servers.process.DataFolder;
import org.linzhang.platform.servers.process.ServerSpec;

/** The specifications of the seven servers, with the addresses and secrets that they share. */
record ServerSpecs(Settings settings, DataFolder data, Secrets secrets) {
    /** The gateway stops first. PostgreSQL stops last, because most others write to it. */
    private static final List<List<Server>> STAGES = List.of(
            List.of(Server.POSTGRES),
            List.of(Server.KAFKA),
            List.of(Server.KEYCLOAK),
            List.of(Server.PATROL_SERVICE, Server.INCIDENT_SERVICE, Server.NOTIFICATION_SERVICE),
            List.of(Server.GATEWAY));

    List<List<ServerSpec>> stages(Set<Server> wanted) throws IOException, InterruptedException {
        List<List<ServerSpec>> stages = new ArrayList<>();
        for (var stage : STAGES) {
            List<ServerSpec> specs = new ArrayList<>();
            for (var server : stage) {
                if (wanted.contains(server)) {
                    specs.add(specOf(server));
                }
            }
            stages.add(specs);
        }
        return stages;
    }

    private ServerSpec specOf(Server server) throws IOException, InterruptedException {
        var ports = settings.ports();
        var jars = settings.project().serverJars();
        return switch (server) {
            case POSTGRES -> PostgresServer.of(ports.of(server), jars, secrets.postgres(), databases(), data);
            case KAFKA ->
                new KafkaServer(ports.of(server), ports.of(Ports.Use.KAFKA_CONTROLLER), jars, data, settings.jvm());
            case KEYCLOAK -> new KeycloakServer(keycloak(), data, settings.jvm());
            case PATROL_SERVICE -> new QuarkusService(server, settings, data, databaseOf("patrol"));
            case INCIDENT_SERVICE -> new QuarkusService(server, settings, data, databaseOf("incident"));
            case NOTIFICATION_SERVICE -> new QuarkusService(server, settings, data, databaseOf("notification"));
            case GATEWAY -> new QuarkusService(server, settings, data, gatewayVariables());
        };
    }

    private List<PostgresDatabase> databases() {
        return secrets.databases().entrySet().stream()
                .map(database -> new PostgresDatabase(database.getKey(), database.getValue()))
                .toList();
    }

    private Map<String, String> databaseOf(String service) {
        return Map.of("LINZHANG_POSTGRES_PASSWORD", secrets.databases().get(service));
    }

    private KeycloakSettings keycloak() {
        return new KeycloakSettings(
                settings.ports().of(Server.KEYCLOAK),
                settings.postgres(),
                secrets.databases().get("keycloak"),
                settings.project().keycloakDistributions(),
                Settings.REALM,
                settings.project().path().resolve("deploy/keycloak"),
                secrets.keycloakAdmin(),
                Map.of("LINZHANG_WEB_SECRET", secrets.webClient()));
    }

    private Map<String, String> gatewayVariables() {
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

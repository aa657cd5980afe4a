package org.linzhang.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
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
    private static final String DEMO_ROSTER = "LINZHANG_ROSTER_DEMO";

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
                    var second = settings.secondInstanceOf(server);
                    if (second.isPresent()) {
                        specs.add(service(second.get()));
                    }
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
            case PATROL_SERVICE, INCIDENT_SERVICE, NOTIFICATION_SERVICE, GATEWAY ->
                service(settings.firstInstanceOf(server));
        };
    }

    private ServerSpec service(ServiceInstance instance) throws IOException {
        var variables = switch (instance.service()) {
            case PATROL_SERVICE -> databaseOf("patrol");
            case INCIDENT_SERVICE -> databaseOf("incident");
            case NOTIFICATION_SERVICE -> withDemoRoster(databaseOf("notification"));
            case GATEWAY -> gatewayVariables();
            case POSTGRES, KAFKA, KEYCLOAK ->
                throw new IllegalArgumentException(instance.service() + " is no service of the platform");
        };
        return new QuarkusService(instance, settings, data, variables);
    }

    private List<PostgresDatabase> databases() {
        return secrets.databases().entrySet().stream()
                .map(database -> new PostgresDatabase(database.getKey(), database.getValue()))
                .toList();
    }

    /** The second form is for a version whose services all had the same role without a password. */
    private Map<String, String> databaseOf(String service) {
        var password = secrets.databases().get(service);
        return Map.of(
                "LINZHANG_POSTGRES_PASSWORD", password,
                "QUARKUS_DATASOURCE_USERNAME", service,
                "QUARKUS_DATASOURCE_PASSWORD", password);
    }

    private static Map<String, String> withDemoRoster(Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.put(DEMO_ROSTER, "true");
        return all;
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
                Map.of("LINZHANG_WEB_SECRET", secrets.webClient(), "LINZHANG_PASSWORD_GRANT", "true"));
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

package org.linzhang.local;

/** Tells the user the addresses of a platform that is ready. */
final class ReadyMessage {
    private ReadyMessage() {}

    static void print(Settings settings, boolean serversOnly) {
        System.out.println(serversOnly ? servers(settings) : apps(settings));
    }

    private static String apps(Settings settings) {
        return """

                  %1$s/ranger        护林员  report incidents
                  %1$s/chief         林长    live alerts of a region
                  %1$s/supervisor    督查    closure rates
                  %2$s   users and roles (admin; its password is in %3$s/secrets/keycloak-admin)

                Users, all with the password forest: ranger, village, township, county, city (chiefs), supervisor, police, admin,
                and outsider, chief of another county. Ctrl-C stops everything and keeps the data.""".formatted(settings.gateway(), settings.realm().resolve("/admin"), settings.data());
    }

    private static String servers(Settings settings) {
        return """

                  PostgreSQL %s, user linzhang
                  Kafka      %s
                  Keycloak   %s

                Start a service with ./mvnw quarkus:dev -pl SERVICE. Ctrl-C stops the servers and keeps the data.""".formatted(settings.postgres(), settings.kafka(), settings.realm());
    }
}

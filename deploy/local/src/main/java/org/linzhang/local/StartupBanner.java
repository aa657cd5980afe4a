package org.linzhang.local;

/** What to do with a platform that is up. */
final class StartupBanner {
    private StartupBanner() {}

    static void print(Settings settings, boolean serversOnly) {
        System.out.println(serversOnly ? servers(settings) : faces(settings));
    }

    private static String faces(Settings settings) {
        return """

                  %1$s/ranger        护林员  report from the forest
                  %1$s/chief         林长    live alerts of a region
                  %1$s/supervisor    督查    closure rates
                  %2$s   users and roles (admin; its password is in %3$s/secrets/keycloak-admin)

                Users, all with the password forest: ranger, village, township, county, city (chiefs), supervisor, police, admin,
                and outsider, chief of another county. Ctrl-C stops everything; the data stay.""".formatted(settings.gateway(), settings.realm().resolve("/admin"), settings.data());
    }

    private static String servers(Settings settings) {
        return """

                  PostgreSQL %s, user linzhang
                  Kafka      %s
                  Keycloak   %s

                Now ./mvnw quarkus:dev -pl SERVICE works. Ctrl-C stops the servers; the data stay.""".formatted(settings.postgres(), settings.kafka(), settings.realm());
    }
}

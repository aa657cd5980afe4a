package org.linzhang.local;

/** The seven processes of a platform, in the order in which they start; they stop in the opposite order. */
public enum Server {
    POSTGRES("PostgreSQL"),
    KAFKA("Kafka"),
    KEYCLOAK("Keycloak"),
    PATROL_SERVICE("patrol-service"),
    INCIDENT_SERVICE("incident-service"),
    NOTIFICATION_SERVICE("notification-service"),
    GATEWAY("gateway");

    private final String title;

    Server(String title) {
        this.title = title;
    }

    /** As people read it: {@code PostgreSQL}, {@code patrol-service}. */
    public String title() {
        return title;
    }

    /** As files are called: {@code postgresql}, {@code patrol-service}. */
    String fileName() {
        return title.toLowerCase(java.util.Locale.ROOT);
    }
}

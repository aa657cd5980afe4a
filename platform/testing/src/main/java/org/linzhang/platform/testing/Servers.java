package org.linzhang.platform.testing;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * PostgreSQL and Kafka for tests: by Testcontainers where a container engine answers, else embedded. Started once in the
 * JVM of a module's tests, shared by all of them, and ended with it.
 */
public class Servers implements QuarkusTestResourceLifecycleManager {

    /** Quarkus may load this class again for another application: what runs is remembered by the JVM. */
    private static final String KAFKA = "linzhang.testing.kafka";

    /** Of the user linzhang in a database that lives for the length of a test run. */
    static final String PASSWORD = "linzhang";

    private static final String POSTGRES = "linzhang.testing.postgres";

    @Override
    public Map<String, String> start() {
        synchronized (System.getProperties()) {
            if (System.getProperty(KAFKA) == null) {
                var servers = Containers.answer() ? new Containers() : new Embedded();
                System.setProperty(POSTGRES, servers.postgres());
                System.setProperty(KAFKA, servers.kafka());
                System.out.printf("[servers] %s: PostgreSQL at %s, Kafka at %s%n", servers.kind(), postgres(), kafka());
            }
        }
        var config = new HashMap<String, String>();
        config.put("linzhang.postgres", postgres());
        config.put("linzhang.kafka", kafka());
        config.put("quarkus.datasource.password", PASSWORD);
        config.putAll(Tokens.config());
        return config;
    }

    @Override
    public void stop() {
        // They end with the JVM, so that the next application of this module finds them running.
    }

    /** {@code host:port} of Kafka. */
    static String kafka() {
        return System.getProperty(KAFKA);
    }

    /** {@code host:port} of PostgreSQL, user {@code linzhang}. */
    static String postgres() {
        return System.getProperty(POSTGRES);
    }

    /** Where the servers come from. */
    interface Origin {
        String[] DATABASES = {"patrol", "incident", "notification", "platform"};

        String kind();

        String postgres();

        String kafka();
    }
}

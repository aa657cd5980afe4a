package org.linzhang.platform.testing;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * PostgreSQL and Kafka for tests: by Testcontainers if a container engine is available, else embedded. They are started once in
 * the JVM of a module's tests, are shared by all tests, and stop with the JVM.
 */
public class Servers implements QuarkusTestResourceLifecycleManager {

    /** A system property, because Quarkus loads this class again for each application. */
    private static final String KAFKA = "linzhang.testing.kafka";

    static final String USER = "linzhang";

    /** The password of the user, for the databases of one test run. */
    static final String PASSWORD = "linzhang";

    private static final String POSTGRES = "linzhang.testing.postgres";

    @Override
    public Map<String, String> start() {
        synchronized (System.getProperties()) {
            if (System.getProperty(KAFKA) == null) {
                var servers = Containers.areAvailable() ? new Containers() : new Embedded();
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
        // They stop with the JVM, so that the next application of this module uses them too.
    }

    /** {@code host:port} of Kafka. */
    static String kafka() {
        return System.getProperty(KAFKA);
    }

    /** {@code host:port} of PostgreSQL, user {@code linzhang}. */
    public static String postgres() {
        return System.getProperty(POSTGRES);
    }

    /** A way to start the servers. */
    interface Origin {
        String[] DATABASES = {"patrol", "incident", "notification", "platform"};

        String kind();

        String postgres();

        String kafka();
    }
}

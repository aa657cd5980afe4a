package org.linzhang.platform.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Servers in containers. The images are the official ones; {@code LINZHANG_TEST_POSTGRES_IMAGE} and
 * {@code LINZHANG_TEST_KAFKA_IMAGE} set others.
 */
final class Containers implements Servers.Origin {

    private static final String POSTGRES_IMAGE =
            System.getenv().getOrDefault("LINZHANG_TEST_POSTGRES_IMAGE", "postgres:18");
    private static final String KAFKA_IMAGE =
            System.getenv().getOrDefault("LINZHANG_TEST_KAFKA_IMAGE", "apache/kafka:4.1.1");

    /** Whether a container engine is available. Testcontainers is only asked if there is a socket, because it is slow otherwise. */
    static boolean areAvailable() {
        boolean socket = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return socket && DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public String kind() {
        return "containers " + POSTGRES_IMAGE + ", " + KAFKA_IMAGE;
    }

    @Override
    public String postgres() {
        var postgres = new PostgreSQLContainer(
                        DockerImageName.parse(POSTGRES_IMAGE).asCompatibleSubstituteFor("postgres"))
                .withUsername(Servers.USER)
                .withPassword(Servers.PASSWORD)
                .withDatabaseName("linzhang");
        postgres.start();
        try {
            createDatabases(postgres.getJdbcUrl());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return postgres.getHost() + ":" + postgres.getFirstMappedPort();
    }

    @Override
    public String kafka() {
        var kafka = new KafkaContainer(DockerImageName.parse(KAFKA_IMAGE).asCompatibleSubstituteFor("apache/kafka"))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        kafka.start();
        return kafka.getBootstrapServers().replaceFirst("^.*//", "");
    }
}

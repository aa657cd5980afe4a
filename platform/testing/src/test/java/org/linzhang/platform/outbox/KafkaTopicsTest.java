package org.linzhang.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.linzhang.platform.testing.Servers;

/** The service creates its topics, and applies changed settings. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class KafkaTopicsTest {

    private final String name = "test.topic." + UUID.randomUUID();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private Admin admin;

    @BeforeEach
    void connect() {
        admin = Admin.create(Map.of("bootstrap.servers", kafka));
    }

    @AfterEach
    void disconnect() {
        admin.close();
    }

    @Test
    void changed_settings_are_applied_to_an_existing_topic() throws Exception {
        // Given
        apply(topic(3, false, Map.of("cleanup.policy", "delete", "retention.ms", "604800000")));
        // When
        apply(topic(3, false, Map.of("cleanup.policy", "compact", "delete.retention.ms", "1000")));
        // Then
        assertThat(setting(name, "cleanup.policy")).isEqualTo("compact");
        assertThat(setting(name, "delete.retention.ms")).isEqualTo("1000");
        assertThat(setting(name, "retention.ms")).isEqualTo("604800000");
    }

    @Test
    void an_existing_topic_gets_more_partitions_only_if_the_operator_allows_it() throws Exception {
        // Given
        apply(topic(2, false, Map.of()));
        // When
        apply(topic(4, false, Map.of()));
        // Then
        assertThat(partitions()).isEqualTo(2);
        // When
        apply(topic(4, true, Map.of()));
        // Then
        await().untilAsserted(() -> assertThat(partitions()).isEqualTo(4));
        // When
        apply(topic(1, true, Map.of()));
        // Then
        assertThat(partitions()).isEqualTo(4);
    }

    @Test
    void a_setting_that_kafka_does_not_know_does_not_stop_the_others() throws Exception {
        // Given
        apply(topic(1, false, Map.of()));
        // When
        apply(topic(1, false, Map.of("retention.weeks", "2")), other("retention.ms", "1000"));
        apply(topic(1, false, Map.of("retention.weeks", "2")), other("retention.ms", "2000"));
        // Then
        assertThat(setting(name + ".other", "retention.ms")).isEqualTo("2000");
    }

    @Test
    void the_dead_letter_topic_of_a_channel_is_created_with_the_retention_of_dead_letters() throws Exception {
        // Given: a channel of the application, which states nothing about the topic
        var deadLetters = "platform-test.trees.dead-letter.v1";
        // Then
        await().until(() -> admin.listTopics().names().get().contains(deadLetters));
        assertThat(setting(deadLetters, "retention.ms"))
                .isEqualTo(String.valueOf(Duration.ofDays(90).toMillis()));
    }

    private void apply(OwnedTopic... topics) throws InterruptedException {
        new KafkaTopics(kafka, List.of(topics)).apply();
    }

    private OwnedTopic topic(int partitions, boolean growPartitions, Map<String, String> settings) {
        return new OwnedTopic(name, partitions, true, growPartitions, Optional.empty(), settings);
    }

    private OwnedTopic other(String setting, String value) {
        return new OwnedTopic(name + ".other", 1, true, false, Optional.empty(), Map.of(setting, value));
    }

    private int partitions() throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(name))
                .allTopicNames()
                .get()
                .get(name)
                .partitions()
                .size();
    }

    private String setting(String topic, String setting) throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var settings = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        return settings.get(setting).value();
    }
}

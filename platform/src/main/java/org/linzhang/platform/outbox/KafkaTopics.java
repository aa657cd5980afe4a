package org.linzhang.platform.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that the service owns, if they are missing. */
final class KafkaTopics {

    private static final int REQUEST_TIMEOUT_MS = 5_000;

    private final String kafka;
    private final OutboxConfig config;
    private boolean created;

    KafkaTopics(String kafka, OutboxConfig config) {
        this.kafka = kafka;
        this.config = config;
    }

    /** @throws IllegalStateException if Kafka does not answer; call again */
    void createMissing() throws InterruptedException {
        if (created) {
            return;
        }
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        try (var admin = Admin.create(settings)) {
            for (var result : admin.createTopics(topics()).values().values()) {
                try {
                    result.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new IllegalStateException(
                                "topics cannot be created: " + e.getCause().getMessage(), e);
                    }
                }
            }
        }
        created = true;
    }

    private List<NewTopic> topics() {
        var topics = new ArrayList<NewTopic>();
        for (var name : config.topics().orElse(Set.of())) {
            topics.add(new NewTopic(name, Optional.of(config.partitions()), config.replicas()));
        }
        for (var name : config.compactedTopics().orElse(Set.of())) {
            topics.add(new NewTopic(name, Optional.of(config.partitions()), config.replicas())
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
        }
        return topics;
    }
}

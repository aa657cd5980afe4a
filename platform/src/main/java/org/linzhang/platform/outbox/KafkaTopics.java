package org.linzhang.platform.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Creates the topics that the service owns if they are missing, and applies settings that were changed. */
final class KafkaTopics {

    private static final Logger LOG = Logger.getLogger(KafkaTopics.class);

    private static final int REQUEST_TIMEOUT_MS = 5_000;

    private final String kafka;
    private final List<OwnedTopic> topics;
    private boolean applied;

    KafkaTopics(String kafka, List<OwnedTopic> topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    /**
     * Does nothing if it has succeeded before.
     *
     * @throws IllegalStateException if Kafka does not answer, or does not create a topic; call again
     */
    void apply() throws InterruptedException {
        if (applied) {
            return;
        }
        try (var admin = Admin.create(adminSettings(kafka))) {
            applyChanges(admin, create(admin));
        }
        applied = true;
    }

    /** Makes the next {@link #apply} check the topics again: the broker may have lost one. */
    void recheck() {
        applied = false;
    }

    static Map<String, Object> adminSettings(String kafka) {
        return Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    }

    /** Creates the missing topics, and returns the others. */
    private List<OwnedTopic> create(Admin admin) throws InterruptedException {
        var existing = new ArrayList<OwnedTopic>();
        var created = admin.createTopics(topics.stream().map(OwnedTopic::create).toList())
                .values();
        for (var topic : topics) {
            try {
                created.get(topic.name()).get();
                LOG.infof("topic %s is created with %s", topic.name(), topic.settings());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AuthorizationException refusal) {
                    // Somebody else creates the topics of this installation.
                    LOG.warnf("topic %s cannot be created: %s", topic.name(), refusal.getMessage());
                } else if (e.getCause() instanceof TopicExistsException) {
                    existing.add(topic);
                } else {
                    throw failed("topic " + topic.name() + " cannot be created", e);
                }
            }
        }
        return existing;
    }

    private static void applyChanges(Admin admin, List<OwnedTopic> existing) throws InterruptedException {
        try {
            applySettings(admin, existing);
            applyPartitions(admin, existing);
        } catch (IllegalStateException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            LOG.warnf("somebody else must keep the topics as they are stated: %s", e.getMessage());
        }
    }

    private static void applySettings(Admin admin, List<OwnedTopic> topics) throws InterruptedException {
        var resources = topics.stream().collect(Collectors.toMap(KafkaTopics::resource, Function.identity()));
        var current = await(admin.describeConfigs(resources.keySet()).all(), "the settings of topics cannot be read");
        for (var resource : resources.entrySet()) {
            var changes = changes(resource.getValue(), current.get(resource.getKey()));
            if (!changes.isEmpty()) {
                alter(admin, resource.getKey(), changes);
            }
        }
    }

    /** A setting that Kafka refuses, such as a misspelt one, does not stop the publication of events. */
    private static void alter(Admin admin, ConfigResource topic, List<AlterConfigOp> changes)
            throws InterruptedException {
        try {
            admin.incrementalAlterConfigs(Map.of(topic, changes)).all().get();
            LOG.infof("topic %s is changed to %s", topic.name(), names(changes));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                throw failed("topic " + topic.name() + " cannot be changed", e);
            }
            LOG.errorf(
                    "topic %s cannot be changed to %s: %s",
                    topic.name(), names(changes), e.getCause().getMessage());
        }
    }

    private static String names(List<AlterConfigOp> changes) {
        return changes.stream()
                .map(AlterConfigOp::configEntry)
                .map(entry -> entry.name() + "=" + entry.value())
                .collect(Collectors.joining(", "));
    }

    private static List<AlterConfigOp> changes(OwnedTopic topic, Config current) {
        return topic.settings().entrySet().stream()
                .filter(stated -> {
                    var entry = current.get(stated.getKey());
                    return entry == null || !stated.getValue().equals(entry.value());
                })
                .map(stated -> new AlterConfigOp(
                        new ConfigEntry(stated.getKey(), stated.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }

    private static void applyPartitions(Admin admin, List<OwnedTopic> topics) throws InterruptedException {
        var stated = topics.stream().filter(OwnedTopic::statedPartitions).toList();
        var descriptions = await(
                admin.describeTopics(stated.stream().map(OwnedTopic::name).toList())
                        .allTopicNames(),
                "topics cannot be described");
        for (var topic : stated) {
            int existing = descriptions.get(topic.name()).partitions().size();
            if (existing > topic.partitions()) {
                LOG.warnf(
                        "topic %s has %d partitions, stated are %d: Kafka cannot remove partitions",
                        topic.name(), existing, topic.partitions());
            } else if (existing < topic.partitions() && !topic.growPartitions()) {
                LOG.warnf(
                        "topic %s has %d partitions, stated are %d: set grow-partitions to add them; keys then move to"
                                + " other partitions",
                        topic.name(), existing, topic.partitions());
            } else if (existing < topic.partitions()) {
                await(
                        admin.createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(topic.partitions())))
                                .all(),
                        "topic " + topic.name() + " cannot get more partitions");
                LOG.warnf("topic %s has %d partitions now, before %d", topic.name(), topic.partitions(), existing);
            }
        }
    }

    private static ConfigResource resource(OwnedTopic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private static <T> T await(KafkaFuture<T> answer, String failure) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw failed(failure, e);
        }
    }

    private static IllegalStateException failed(String failure, ExecutionException e) {
        return new IllegalStateException(failure + ": " + e.getCause().getMessage(), e.getCause());
    }
}

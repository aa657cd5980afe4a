package org.linzhang.platform.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.eclipse.microprofile.config.Config;

import org.linzhang.platform.outbox.TopicSettings.Cleanup;

/**
 * A topic that the service owns.
 *
 * @param partitions of a new topic
 * @param statedPartitions whether the configuration states the number for this topic; then another number is reported
 * @param settings by Kafka's names
 */
record OwnedTopic(
        String name,
        int partitions,
        boolean statedPartitions,
        boolean growPartitions,
        Optional<Short> replicas,
        Map<String, String> settings) {

    private static final Pattern DEAD_LETTER_TOPIC =
            Pattern.compile("mp\\.messaging\\.incoming\\..+\\.dead-letter-queue\\.topic");

    /** The topics of the configuration, and the dead-letter topics of the channels. */
    static List<OwnedTopic> of(OutboxConfig config, Config channels) {
        var topics = new TreeMap<String, OwnedTopic>();
        config.topics()
                .forEach((name, settings) ->
                        topics.put(name, of(name, Optional.of(settings), config.retention(), config)));
        for (var property : channels.getPropertyNames()) {
            if (DEAD_LETTER_TOPIC.matcher(property).matches()) {
                var name = channels.getValue(property, String.class);
                var settings = Optional.ofNullable(config.topics().get(name));
                topics.put(name, of(name, settings, config.deadLetterRetention(), config));
            }
        }
        return List.copyOf(topics.values());
    }

    private static OwnedTopic of(
            String name, Optional<TopicSettings> stated, Duration defaultRetention, OutboxConfig config) {
        var partitions = stated.flatMap(TopicSettings::partitions);
        var retention = stated.flatMap(TopicSettings::retention).orElse(defaultRetention);
        var cleanup = stated.map(TopicSettings::cleanup).orElse(Cleanup.DELETE);
        var settings = new HashMap<>(cleanup(cleanup, String.valueOf(retention.toMillis())));
        stated.ifPresent(topic -> settings.putAll(topic.settings()));
        return new OwnedTopic(
                name,
                partitions.orElse(config.partitions()),
                partitions.isPresent(),
                stated.map(TopicSettings::growPartitions).orElse(false),
                stated.flatMap(TopicSettings::replicas).or(config::replicas),
                settings);
    }

    private static Map<String, String> cleanup(Cleanup cleanup, String retentionMillis) {
        return switch (cleanup) {
            case DELETE ->
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        retentionMillis);
            case COMPACT ->
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.DELETE_RETENTION_MS_CONFIG,
                        retentionMillis);
        };
    }

    NewTopic create() {
        return new NewTopic(name, Optional.of(partitions), replicas).configs(settings);
    }
}

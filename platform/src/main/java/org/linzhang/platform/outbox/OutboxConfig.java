package org.linzhang.platform.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The relay between the outbox and Kafka. */
@ConfigMapping(prefix = "linzhang.outbox")
public interface OutboxConfig {

    /** Topics that this service owns and makes at start where they are missing. */
    Optional<Set<String>> topics();

    /** Those of its topics that keep only the newest event of a key. */
    Optional<Set<String>> compactedTopics();

    /** Partitions of a topic that it makes. */
    @WithDefault("6")
    int partitions();

    /** Replicas of a topic that it makes; the broker's own default where not stated. */
    Optional<Short> replicas();

    /** How often the relay looks without being woken. */
    @WithDefault("1s")
    Duration poll();

    /** Rows of one round. */
    @WithDefault("500")
    int batch();

    /** How long Kafka may take to acknowledge an event, before the round is given up and tried again. */
    @WithDefault("15s")
    Duration deliveryTimeout();

    /** Off where another process (Debezium) empties the outbox. */
    @WithDefault("true")
    boolean relay();
}

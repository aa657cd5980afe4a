package org.linzhang.platform.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The relay between the outbox and Kafka. */
@ConfigMapping(prefix = "linzhang.outbox")
public interface OutboxConfig {

    /** Topics that this service owns; it creates missing ones at start. */
    Optional<Set<String>> topics();

    /** Topics that this service owns, with log compaction: only the newest event of a key is kept. */
    Optional<Set<String>> compactedTopics();

    /** Partitions of a new topic. */
    @WithDefault("6")
    int partitions();

    /** Replicas of a new topic; without it the broker's default. */
    Optional<Short> replicas();

    /** How often the relay reads the table without a wake-up. */
    @WithDefault("1s")
    Duration poll();

    /** Rows that the relay publishes at once. */
    @WithDefault("500")
    int batch();

    /** How long the relay waits for the acknowledgement of an event before it retries. */
    @WithDefault("15s")
    Duration deliveryTimeout();

    /** False if another process, such as Debezium, publishes the outbox. */
    @WithDefault("true")
    boolean relay();
}

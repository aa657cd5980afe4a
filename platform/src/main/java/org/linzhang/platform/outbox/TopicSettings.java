package org.linzhang.platform.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.WithDefault;

/** The stated settings of a topic that the service owns. */
public interface TopicSettings {

    /** What Kafka does with old records. */
    enum Cleanup {
        /** Deletes records that are older than the retention. */
        DELETE,
        /** Keeps the newest record of each key. */
        COMPACT
    }

    /** Without it, a new topic has {@link OutboxConfig#partitions()}. */
    Optional<Integer> partitions();

    /**
     * Whether an existing topic gets more partitions if more are stated. Keys move to other partitions, so that an event can
     * overtake the previous one of its aggregate: only while no consumer has events to read.
     */
    @WithDefault("false")
    boolean growPartitions();

    /** Replicas of a new topic; without it {@link OutboxConfig#replicas()}. */
    Optional<Short> replicas();

    @WithDefault("delete")
    Cleanup cleanup();

    /** How long a record is kept, or, in a compacted topic, a tombstone. */
    Optional<Duration> retention();

    /** Further settings of the topic, by Kafka's names, such as {@code max.message.bytes}. */
    Map<String, String> settings();
}

package org.linzhang.platform.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The relay between the outbox and Kafka, and the topics that the service owns. */
@ConfigMapping(prefix = "linzhang.outbox")
public interface OutboxConfig {

    /**
     * Topics that this service owns, by name; at start it creates missing ones and applies changed settings. The dead-letter
     * topics of its channels are owned too, and need an entry only for other settings than the defaults.
     */
    Map<String, TopicSettings> topics();

    /** How long a topic keeps a record, if its settings state nothing else. */
    @WithDefault("14d")
    Duration retention();

    /** How long a dead-letter topic keeps a record, if its settings state nothing else. */
    @WithDefault("90d")
    Duration deadLetterRetention();

    /** Partitions of a new topic, if its settings state nothing else. */
    @WithDefault("6")
    int partitions();

    /** Replicas of a new topic, if its settings state nothing else; without it the broker's default. */
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

    /** How long published events are kept, so that they can be published again. */
    @WithDefault("7")
    int publishedDays();

    /** How often the relay looks whether Kafka has lost events; it also looks at start and after a failure. */
    @WithDefault("10s")
    Duration checkInterval();

    /** The outbox is reported as not well if its oldest row is older. */
    @WithDefault("1m")
    Duration lateAfter();

    /** False if another process, such as Debezium, publishes the outbox. */
    @WithDefault("true")
    boolean relay();
}

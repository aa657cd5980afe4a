package org.linzhang.platform.outbox;

import org.apache.kafka.common.TopicPartition;

/** What became of a row that was to be sent to Kafka. */
sealed interface Delivery {

    OutboxRow row();

    /** Kafka has stored the event. */
    record Acknowledged(OutboxRow row, int partition, long offset) implements Delivery {

        TopicPartition topicPartition() {
            return new TopicPartition(row.aggregatetype(), partition);
        }
    }

    /** Kafka will never store the event as it is, or it follows such an event of its aggregate. */
    record Refused(OutboxRow row, String reason) implements Delivery {

        /** A later event of the aggregate of a refused one: it waits with it, so that the order is kept. */
        static Refused following(OutboxRow row) {
            return new Refused(row, "follows a refused event of its aggregate");
        }
    }

    /** The event stays in the outbox: it was not acknowledged, or it follows such an event of its aggregate. */
    record Failed(OutboxRow row, Throwable cause) implements Delivery {}

    /**
     * The event stays in the outbox, although Kafka has stored it: at an offset that it has acknowledged before, so that a
     * consumer may not read it.
     */
    record Repeated(OutboxRow row) implements Delivery {}
}

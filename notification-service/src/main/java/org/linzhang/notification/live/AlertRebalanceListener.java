package org.linzhang.notification.live;

import java.util.Collection;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Replays to all streams after partitions were assigned. Without a committed offset the consumer starts at the end of the
 * topic, so it misses events that were published while it had no partitions: at start, or while Kafka was away for longer
 * than the session time-out.
 */
@ApplicationScoped
@Identifier("alerts")
class AlertRebalanceListener implements KafkaConsumerRebalanceListener {

    private final AlertStreams streams;

    AlertRebalanceListener(AlertStreams streams) {
        this.streams = streams;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        // Fixes the start offset before the replay reads the database, so that no commit falls between the two.
        partitions.forEach(consumer::position);
        streams.catchUp();
    }
}

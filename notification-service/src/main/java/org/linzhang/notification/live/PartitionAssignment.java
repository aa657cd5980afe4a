package org.linzhang.notification.live;

import java.util.Collection;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Whenever this instance begins to hear of the others' alerts, its lines catch up with what it did not hear before. */
@ApplicationScoped
@Identifier("alerts")
class PartitionAssignment implements KafkaConsumerRebalanceListener {

    private final AlertStreams lines;

    PartitionAssignment(AlertStreams lines) {
        this.lines = lines;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        // Fixes where it listens from, so that nothing is committed between the reading of a backlog and the listening.
        partitions.forEach(consumer::position);
        lines.catchUp();
    }
}

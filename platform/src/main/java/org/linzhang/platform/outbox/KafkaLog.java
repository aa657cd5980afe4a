package org.linzhang.platform.outbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/** What the broker says about the partitions of topics. */
final class KafkaLog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(KafkaLog.class);

    private final String kafka;

    /** Null before the first question. */
    private Admin admin;

    KafkaLog(String kafka) {
        this.kafka = kafka;
    }

    /**
     * The id of its topic for each partition; without topics that do not exist. A topic that was deleted and created again has
     * another id.
     *
     * @throws IllegalStateException if Kafka does not answer
     */
    Map<TopicPartition, Uuid> partitions(Set<String> topics) throws InterruptedException {
        var partitions = new HashMap<TopicPartition, Uuid>();
        for (var description : admin().describeTopics(topics).topicNameValues().entrySet()) {
            try {
                var topic = description.getValue().get();
                topic.partitions()
                        .forEach(partition -> partitions.put(
                                new TopicPartition(topic.name(), partition.partition()), topic.topicId()));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new IllegalStateException(
                            "Kafka does not answer: " + e.getCause().getMessage(), e.getCause());
                }
            }
        }
        return partitions;
    }

    /** The offset after the last record, for each partition; without those that have no leader. */
    Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) throws InterruptedException {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        var answers = admin().listOffsets(latest);
        var ends = new HashMap<TopicPartition, Long>();
        for (var partition : partitions) {
            try {
                ends.put(partition, answers.partitionResult(partition).get().offset());
            } catch (ExecutionException e) {
                LOG.warnf(
                        "the end of %s is not known: %s",
                        partition, e.getCause().getMessage());
            }
        }
        return ends;
    }

    private Admin admin() {
        if (admin == null) {
            admin = Admin.create(KafkaTopics.adminSettings(kafka));
        }
        return admin;
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close();
            admin = null;
        }
    }
}

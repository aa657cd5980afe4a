package org.linzhang.platform.outbox;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;

/**
 * The next offset that Kafka must acknowledge in each partition. A smaller one shows that the partition has lost its end, which
 * happens if the broker loses power before it has written to the disk.
 *
 * <p>Until the partition has grown to where it was, an event does not count as published: a consumer that has read up to there
 * would not read it.
 */
final class AcknowledgedOffsets {

    private static final class Partition {
        long expected;
        long floor;
    }

    private final Map<TopicPartition, Partition> partitions = new HashMap<>();
    private final Map<TopicPartition, Long> losses = new HashMap<>();

    /** Whether an event with this offset counts as published. Called in the order of the acknowledgements of a partition. */
    synchronized boolean counts(TopicPartition name, long offset) {
        var partition = partitions.computeIfAbsent(name, none -> new Partition());
        if (offset < partition.expected) {
            losses.merge(name, offset, Math::min);
        }
        partition.expected = offset + 1;
        return offset >= partition.floor && !losses.containsKey(name);
    }

    /** The first offset that was acknowledged twice, for each partition in which this was noticed since the last check. */
    synchronized Map<TopicPartition, Long> losses() {
        return Map.copyOf(losses);
    }

    /** Adds the evidence of another instance's acknowledgements. */
    synchronized void lost(TopicPartition name, long offset) {
        losses.merge(name, offset, Math::min);
    }

    /**
     * Sets what a check has found.
     *
     * @param end the current end of the partition
     * @param floor its greatest end ever; an offset below does not count
     */
    synchronized void checked(TopicPartition name, long end, long floor) {
        var partition = partitions.computeIfAbsent(name, none -> new Partition());
        partition.expected = end;
        partition.floor = floor;
        losses.remove(name);
    }
}

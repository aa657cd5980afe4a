package org.linzhang.bench;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Receives the keys of a topic's new records on a thread of its own. */
final class TopicProbe implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;

    /**
     * @param kafka host and port
     * @param onKey is called for each record that is written after this constructor returns
     */
    TopicProbe(String kafka, String topic, Consumer<String> onKey) throws InterruptedException {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka), new StringDeserializer(), new ByteArrayDeserializer());
        var ready = new CountDownLatch(1);
        thread = Thread.ofPlatform().daemon().name("topic-probe").start(() -> receive(topic, ready, onKey));
        ready.await();
    }

    private void receive(String topic, CountDownLatch ready, Consumer<String> onKey) {
        try (consumer) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position); // determines the end now; seekToEnd alone does it at the first poll
            ready.countDown();
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(event -> onKey.accept(event.key()));
            }
        } catch (WakeupException e) {
            // close() was called
        }
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        thread.join();
    }
}

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

/** Hears the keys of a topic's records from now on, on a thread of its own. */
final class TopicProbe implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;

    /**
     * @param kafka host and port
     * @throws InterruptedException while it looks where the topic ends now
     */
    TopicProbe(String kafka, String topic, Consumer<String> heard) throws InterruptedException {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka), new StringDeserializer(), new ByteArrayDeserializer());
        var ready = new CountDownLatch(1);
        thread = Thread.ofPlatform().daemon().name("follower").start(() -> follow(topic, ready, heard));
        ready.await();
    }

    private void follow(String topic, CountDownLatch ready, Consumer<String> heard) {
        try (consumer) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position); // fixes the end here; seekToEnd alone waits for the first poll
            ready.countDown();
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(event -> heard.accept(event.key()));
            }
        } catch (WakeupException e) {
            // closed
        }
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        thread.join();
    }
}

package org.linzhang.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The minimal path of a report on these servers: a commit in PostgreSQL, a record through Kafka, another commit. Without HTTP,
 * tokens, JSON and business rules.
 */
final class Baseline implements AutoCloseable {

    private static final int WRITERS = 8;

    /** The missing records count as lost if none arrives for this time. */
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(10);

    private static final String INSERT = "insert into bench_report (id, text) values (?, ?)";
    private static final String TEXT = "x".repeat(400); // about the length of a report

    private final String kafka;
    private final String jdbc;
    private final KafkaProducer<String, Long> producer;
    private final BlockingQueue<Connection> writers = new ArrayBlockingQueue<>(WRITERS);

    /**
     * @param database the JDBC URL of incident-service's database
     * @param kafka host and port
     */
    Baseline(String database, String kafka) throws SQLException {
        this.kafka = kafka;
        this.jdbc = database + "&currentSchema=bench,public";
        try (var connection = DriverManager.getConnection(jdbc);
                var statement = connection.createStatement()) {
            statement.execute("create schema if not exists bench");
            statement.execute(
                    "create table if not exists bench.bench_report (id uuid primary key, text text not null)");
        }
        for (int i = 0; i < WRITERS; i++) {
            writers.add(open());
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 0),
                new StringSerializer(),
                new LongSerializer());
    }

    /**
     * Runs the load over a topic of its own, and returns when all records have arrived.
     *
     * @throws IllegalStateException if a record was not written, or not read within {@link #IDLE_TIMEOUT}
     */
    void run(OpenLoop load, Latencies latencies) throws InterruptedException, ExecutionException {
        var topic = "bench.baseline." + UUID.randomUUID();
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            producer.partitionsFor(topic); // loads the metadata, so that the first record does not wait for them
            var reader = new FutureTask<>(() -> read(topic, load.count(), latencies));
            Thread.ofPlatform().name("baseline-reader").start(reader);
            load.run(due -> write(topic, due));
            int arrived = reader.get();
            if (arrived < load.count()) {
                throw new IllegalStateException(
                        "the baseline lost " + (load.count() - arrived) + " of " + load.count());
            }
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    private void write(String topic, long due) {
        try {
            var connection = writers.take();
            try {
                insert(connection);
            } finally {
                writers.add(connection);
            }
            producer.send(new ProducerRecord<>(topic, due)).get();
        } catch (InterruptedException | ExecutionException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int read(String topic, int count, Latencies latencies) throws SQLException {
        int arrived = 0;
        try (var consumer = new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka),
                        new StringDeserializer(),
                        new LongDeserializer());
                var connection = open()) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long lastArrival = System.nanoTime();
            while (arrived < count && System.nanoTime() - lastArrival < IDLE_TIMEOUT.toNanos()) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    insert(connection);
                    lastArrival = System.nanoTime();
                    latencies.add(record.value(), lastArrival);
                    arrived++;
                }
            }
        }
        return arrived;
    }

    private Connection open() throws SQLException {
        var connection = DriverManager.getConnection(jdbc);
        connection.setAutoCommit(false);
        return connection;
    }

    private static void insert(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, TEXT);
            insert.executeUpdate();
        }
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        producer.close();
        for (var writer : writers) {
            writer.close();
        }
        try (var connection = DriverManager.getConnection(jdbc);
                var statement = connection.createStatement()) {
            statement.execute("drop schema bench cascade");
        }
    }
}

package org.linzhang.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

import org.linzhang.local.Platform;
import org.linzhang.local.Server;
import org.linzhang.local.Settings;
import org.linzhang.local.client.Login;
import org.linzhang.platform.servers.process.FileTree;
import org.linzhang.platform.servers.process.ServerId;

/**
 * Starts a platform of its own with two instances of each service, kills each process once under load, and prints what was
 * acknowledged, stored and alerted.
 *
 * <p>Arguments: seconds of load before and after each kill (10); a checkout, already built, of another version, from which
 * the second instances are started (this version). Exits with 1 if anything is missing, doubled or dead.
 */
public final class Faults {

    private static final Duration RECOVERY_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration DRAIN_TIMEOUT = Duration.ofMinutes(2);

    private final Platform platform;
    private final Duration beforeAndAfter;
    private final List<Acknowledged> faults = new ArrayList<>();

    private Faults(Platform platform, Duration beforeAndAfter) {
        this.platform = platform;
        this.beforeAndAfter = beforeAndAfter;
    }

    public static void main(String[] args) throws Exception {
        var beforeAndAfter = Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 10);
        var data = Files.createTempDirectory("linzhang-faults");
        var settings = Settings.onFreePorts(data);
        settings = settings.withSecondInstances(
                args.length > 1
                        ? Path.of(args[1]).toAbsolutePath()
                        : settings.project().path());
        boolean complete;
        try (var platform = Platform.start(settings)) {
            complete = new Faults(platform, beforeAndAfter).run();
        } finally {
            FileTree.delete(data);
        }
        System.exit(complete ? 0 : 1);
    }

    private boolean run() throws InterruptedException, IOException, SQLException, ExecutionException {
        var settings = platform.settings();
        var addresses = List.of(settings.gateway(), settings.secondInstance(Server.INCIDENT_SERVICE));
        boolean refused;
        try (var load = new ReportLoad(addresses, new Login(settings.gateway(), settings.realm()))) {
            load.start();
            Thread.sleep(beforeAndAfter);
            for (var victim : victims()) {
                kill(victim, load);
            }
            load.refusals().forEach(refusal -> System.out.println("unexpected response: " + refusal));
            refused = !load.refusals().isEmpty();
            load.close();
            faults.add(load.take("the end"));
        }
        return report() && !refused;
    }

    private static List<ServerId> victims() {
        var victims = new ArrayList<ServerId>();
        for (var server : Server.values()) {
            victims.add(server.id());
            server.secondInstance().ifPresent(victims::add);
        }
        return victims;
    }

    private void kill(ServerId victim, ReportLoad load) throws InterruptedException {
        System.out.println("kill -9 " + victim);
        platform.servers().kill(victim);
        Thread.sleep(beforeAndAfter);
        platform.servers().awaitReady(victim, RECOVERY_TIMEOUT);
        Thread.sleep(beforeAndAfter);
        faults.add(load.take("kill -9 " + victim));
    }

    /** Prints a line for each fault as soon as all have arrived, or after {@link #DRAIN_TIMEOUT}. */
    private boolean report() throws SQLException, IOException, InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + DRAIN_TIMEOUT.toNanos();
        var counts = count();
        while (!counts.stream().allMatch(Counts::isComplete) && System.nanoTime() < deadline) {
            Thread.sleep(Duration.ofSeconds(1));
            counts = count();
        }
        System.out.print(Counts.header());
        counts.forEach(count -> System.out.print(count.row()));
        var dead = deadLetters();
        System.out.println(dead.isEmpty() ? "dead letters: none" : "dead letters: " + dead);
        return dead.isEmpty() && counts.stream().allMatch(Counts::isComplete);
    }

    private List<Counts> count() throws SQLException, IOException {
        var settings = platform.settings();
        try (var incidents = DriverManager.getConnection(settings.jdbc("incident"));
                var notifications = DriverManager.getConnection(settings.jdbc("notification"))) {
            var counts = new ArrayList<Counts>();
            for (var fault : faults) {
                counts.add(Counts.of(fault, incidents, notifications));
            }
            return counts;
        }
    }

    /** Records of each dead-letter topic that has any. */
    private Map<String, Long> deadLetters() throws ExecutionException, InterruptedException {
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", platform.settings().kafka()))) {
            var topics = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.contains("dead-letter"))
                    .toList();
            var latest = new TreeMap<TopicPartition, OffsetSpec>(Comparator.comparing(TopicPartition::toString));
            for (var topic : admin.describeTopics(topics).allTopicNames().get().values()) {
                topic.partitions()
                        .forEach(partition -> latest.put(
                                new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
            }
            var dead = new TreeMap<String, Long>();
            admin.listOffsets(latest)
                    .all()
                    .get()
                    .forEach((partition, end) -> dead.merge(partition.topic(), end.offset(), Long::sum));
            dead.values().removeIf(records -> records == 0);
            return dead;
        }
    }
}

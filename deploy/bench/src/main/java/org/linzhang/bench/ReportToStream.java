package org.linzhang.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;

import org.linzhang.local.Settings;
import org.linzhang.local.client.Json;
import org.linzhang.local.client.Login;
import org.linzhang.local.client.Report;

/** Measures the time from a ranger's report to the alert on the county chief's stream, and to two stages between. */
final class ReportToStream {

    private static final String DATA = "data:";
    private static final String TOPIC = "incident.incidents.v1";
    private static final Duration LAST_ARRIVAL_TIMEOUT = Duration.ofSeconds(30);

    /** Of version 7, as the phones generate them. */
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final Settings platform;
    private final BlockingClient client;

    ReportToStream(Settings platform) {
        this.platform = platform;
        this.client = new BlockingClient(platform.gateway());
    }

    /** The latencies of each stage, from the time at which the report was due. */
    record Stages(Latencies answered, Latencies published, Latencies received) {

        Stages() {
            this(new Latencies(), new Latencies(), new Latencies());
        }
    }

    /**
     * Runs the load and waits for the last alert.
     *
     * @return the number of reports without an alert, refused ones included
     */
    int run(OpenLoop load, Stages stages) throws IOException, InterruptedException {
        var login = new Login(platform.gateway(), platform.realm());
        var ranger = login.as("ranger", Bench.PASSWORD).token();
        var chief = login.as("county", Bench.PASSWORD).token();
        return new Run(stages, ranger, load.count()).run(load, client.openAlertStream(chief));
    }

    private final class Run {

        private final Stages stages;
        private final String ranger;
        private final Map<UUID, Long> dueTimes = new ConcurrentHashMap<>();
        private final Set<UUID> received = ConcurrentHashMap.newKeySet();
        private final int count;
        private final CountDownLatch pending;
        private volatile boolean finished;

        Run(Stages stages, String ranger, int count) {
            this.stages = stages;
            this.ranger = ranger;
            this.count = count;
            pending = new CountDownLatch(count);
        }

        int run(OpenLoop load, HttpURLConnection stream) throws InterruptedException {
            try (var events = new TopicProbe(platform.kafka(), TOPIC, this::onEvent)) {
                Thread.ofPlatform().daemon().name("chief").start(() -> receive(stream));
                load.run(this::report);
                pending.await(LAST_ARRIVAL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                finished = true;
            }
            return count - received.size();
        }

        private void report(long due) {
            var id = IDS.generate();
            dueTimes.put(id, due);
            var report = Report.of("FIRE", "MODERATE", "benchmark report " + id).in(Bench.VILLAGE);
            try {
                client.report(ranger, id, report);
                stages.answered().add(due, System.nanoTime());
            } catch (IOException e) {
                System.out.println("A report failed: " + e.getMessage());
                pending.countDown();
            }
        }

        private void onEvent(String key) {
            long now = System.nanoTime();
            var due = dueTimes.get(UUID.fromString(key));
            if (due != null) {
                stages.published().add(due, now);
            }
        }

        /** Ends at the first heartbeat after the run. Closing the stream from another thread would block that thread. */
        private void receive(HttpURLConnection stream) {
            try (var lines = new BufferedReader(new InputStreamReader(stream.getInputStream(), UTF_8))) {
                for (var line = lines.readLine(); line != null && !finished; line = lines.readLine()) {
                    if (line.startsWith(DATA)) {
                        onAlert(incidentOf(line.substring(DATA.length())), System.nanoTime());
                    }
                }
            } catch (IOException e) {
                if (!finished) {
                    System.out.println("The alert stream failed: " + e.getMessage());
                }
            } finally {
                stream.disconnect();
            }
        }

        private void onAlert(UUID incident, long now) {
            var due = dueTimes.get(incident);
            if (due != null && received.add(incident)) {
                stages.received().add(due, now);
                pending.countDown();
            }
        }

        private static UUID incidentOf(String data) {
            return UUID.fromString(Json.read(data).path("incidentId").asText());
        }
    }
}

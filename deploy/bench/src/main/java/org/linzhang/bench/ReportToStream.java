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

import org.linzhang.local.Settings;
import org.linzhang.local.client.LoginClient;

/** From a ranger's sending to the arrival on the county chief's live stream, and what lies between. */
final class ReportToStream {

    private static final String KIND = "FIRE";
    private static final String VILLAGE = "512002100201";
    private static final String PASSWORD = "forest"; // of the demo realm
    private static final String DATA = "data:";
    private static final String TOPIC = "incident.incidents.v1";
    private static final Duration LAST_ARRIVAL = Duration.ofSeconds(30);

    private final Settings platform;
    private final BlockingClient client;

    ReportToStream(Settings platform) {
        this.platform = platform;
        this.client = new BlockingClient(platform.gateway());
    }

    /** What is measured, each from when the report was due. */
    record Stages(Latencies answered, Latencies published, Latencies shown) {

        Stages() {
            this(new Latencies(), new Latencies(), new Latencies());
        }
    }

    /**
     * Runs the load and waits for the last arrival.
     *
     * @return how many reports did not arrive: refused, or accepted and not shown
     */
    int run(OpenLoop load, Stages stages) throws IOException, InterruptedException {
        var login = new LoginClient(platform.gateway(), platform.realm());
        var ranger = login.logIn("ranger", PASSWORD).token();
        var chief = login.logIn("county", PASSWORD).token();
        return new Turn(stages, ranger, load.count()).run(load, client.alerts(chief));
    }

    private final class Turn {

        private final Stages stages;
        private final String ranger;
        private final Map<UUID, Long> dues = new ConcurrentHashMap<>();
        private final Set<UUID> shown = ConcurrentHashMap.newKeySet();
        private final int count;
        private final CountDownLatch open;
        private volatile boolean over;

        Turn(Stages stages, String ranger, int count) {
            this.stages = stages;
            this.ranger = ranger;
            this.count = count;
            open = new CountDownLatch(count);
        }

        int run(OpenLoop load, HttpURLConnection stream) throws InterruptedException {
            try (var events = new TopicProbe(platform.kafka(), TOPIC, this::published)) {
                Thread.ofPlatform().daemon().name("chief").start(() -> listen(stream));
                load.run(this::report);
                open.await(LAST_ARRIVAL.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                over = true;
            }
            return count - shown.size();
        }

        private void report(long due) {
            var id = UUID.randomUUID();
            dues.put(id, due);
            try {
                client.report(ranger, id, KIND, VILLAGE);
                stages.answered().add(due, System.nanoTime());
            } catch (IOException e) {
                System.out.println("a report failed: " + e.getMessage());
                open.countDown();
            }
        }

        private void published(String key) {
            long now = System.nanoTime();
            var due = dues.get(UUID.fromString(key));
            if (due != null) {
                stages.published().add(due, now);
            }
        }

        /** Ends with the heartbeat behind the turn; closed by another thread, it would keep that one waiting. */
        private void listen(HttpURLConnection stream) {
            try (var lines = new BufferedReader(new InputStreamReader(stream.getInputStream(), UTF_8))) {
                for (var line = lines.readLine(); line != null && !over; line = lines.readLine()) {
                    if (line.startsWith(DATA)) {
                        show(client.incidentOf(line.substring(DATA.length())), System.nanoTime());
                    }
                }
            } catch (IOException e) {
                if (!over) {
                    System.out.println("the live stream broke: " + e.getMessage());
                }
            } finally {
                stream.disconnect();
            }
        }

        private void show(UUID id, long now) {
            var due = dues.get(id);
            if (due != null && shown.add(id)) {
                stages.shown().add(due, now);
                open.countDown();
            }
        }
    }
}

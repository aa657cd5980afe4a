package org.linzhang.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.linzhang.local.Server;
import org.linzhang.local.Settings;
import org.linzhang.local.client.Json;
import org.linzhang.local.client.Login;
import org.linzhang.local.client.Report;

/** As many reports of fires as possible, until the last alert about them is published: at the service, and through the gateway. */
final class Intake {

    private static final int CONNECTIONS = 16;
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration LAST_ALERT_TIMEOUT = Duration.ofSeconds(5);
    private static final String ALERTS = "notification.alerts.v1";

    private final Settings platform;
    private final Duration length;
    private final AtomicLong alerts = new AtomicLong();
    private final AtomicLong lastAlertAt = new AtomicLong();

    Intake(Settings platform, Duration length) {
        this.platform = platform;
        this.length = length;
    }

    /** @return the number of alerts that are missing, if each report raises as many as the first ones did */
    long run() throws InterruptedException {
        try (var _ = new TopicProbe(platform.kafka(), ALERTS, this::onAlert)) {
            var service = platform.service(Server.INCIDENT_SERVICE);
            long perReport = measure("warm-up", service, WARM_UP, 0);
            return missing("service", service, perReport) + missing("gateway", platform.gateway(), perReport);
        }
    }

    private long missing(String name, URI server, long perReport) throws InterruptedException {
        return measure(name, server, length, perReport);
    }

    private void onAlert(String key) {
        alerts.incrementAndGet();
        lastAlertAt.set(System.nanoTime());
    }

    /** @return the alerts per report if {@code perReport} is 0, else the missing alerts */
    private long measure(String name, URI server, Duration time, long perReport) throws InterruptedException {
        var token = new Login(platform.gateway(), platform.realm())
                .as("ranger", Bench.PASSWORD)
                .token();
        long alertsBefore = alerts.get();
        var before = CpuTime.now();
        long start = System.nanoTime();
        var result = new ClosedLoop(CONNECTIONS, time).run(server, () -> report(token));
        awaitLastAlert();
        long raised = alerts.get() - alertsBefore;
        double seconds = (lastAlertAt.get() - start) / 1e9;
        System.out.printf(
                "%-8s %d reports (%d refused) in %.1f s: %.0f/s answered, %.0f/s until the last of %d alerts; p50 %.1f p99 %.1f ms%n",
                name,
                result.answered(),
                result.refused(),
                result.seconds(),
                result.perSecond(),
                result.answered() / seconds,
                raised,
                result.latencies().millisAt(50),
                result.latencies().millisAt(99));
        System.out.printf("         CPU ms/report: %s%n", CpuTime.now().perRequest(before, result.answered()));
        return perReport == 0
                ? Math.round((double) raised / result.answered())
                : result.answered() * perReport - raised;
    }

    private void awaitLastAlert() throws InterruptedException {
        long timeout = LAST_ALERT_TIMEOUT.toNanos();
        long start = System.nanoTime();
        while (System.nanoTime() - Math.max(start, lastAlertAt.get()) < timeout) {
            Thread.sleep(100);
        }
    }

    private static byte[] report(String token) {
        var id = UUID.randomUUID();
        var report = Report.of("FIRE", "MODERATE", "benchmark report " + id).in(Bench.VILLAGE);
        return HttpConnection.request(
                "PUT", "/api/incidents/" + id, token, Json.write(report.body()).getBytes(UTF_8));
    }
}

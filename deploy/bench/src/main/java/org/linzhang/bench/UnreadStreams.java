package org.linzhang.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;

import org.linzhang.local.Server;
import org.linzhang.local.Settings;
import org.linzhang.local.client.Json;
import org.linzhang.local.client.Login;
import org.linzhang.local.client.Report;

/** Reads of an inbox, alone and while 300 streams of another person replay all alerts and are not read. */
final class UnreadStreams {

    private static final int STREAMS = 300;
    private static final int READERS = 4;
    private static final int REPORTERS = 16;
    private static final Duration REPORTING = Duration.ofSeconds(20);

    private final Settings platform;
    private final Duration length;

    UnreadStreams(Settings platform, Duration length) {
        this.platform = platform;
        this.length = length;
    }

    void run() throws IOException, InterruptedException {
        var ranger = login("ranger");
        var reported = new ClosedLoop(REPORTERS, REPORTING)
                .run(platform.service(Server.INCIDENT_SERVICE), () -> report(ranger));
        System.out.printf("%d reports%n", reported.answered());
        read("warm-up");
        read("alone");
        var streams = new ArrayList<HttpConnection>();
        try {
            var request = streamSinceStart(login("county"));
            for (int i = 0; i < STREAMS; i++) {
                var stream = new HttpConnection(platform.service(Server.NOTIFICATION_SERVICE));
                stream.send(request);
                streams.add(stream);
            }
            read("with %d unread streams".formatted(STREAMS));
        } finally {
            for (var stream : streams) {
                stream.close();
            }
        }
    }

    private void read(String name) throws InterruptedException {
        var request = HttpConnection.get("/api/alerts?limit=50", login("city"));
        var result = new ClosedLoop(READERS, length).run(platform.service(Server.NOTIFICATION_SERVICE), () -> request);
        System.out.printf(
                "%-26s %5.0f reads/s, p50 %.1f p99 %.1f max %.1f ms, %d refused%n",
                name,
                result.perSecond(),
                result.latencies().millisAt(50),
                result.latencies().millisAt(99),
                result.latencies().maxMillis(),
                result.refused());
    }

    private static byte[] streamSinceStart(String token) {
        return "GET /api/alerts/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nLast-Event-ID: 0\r\n\r\n"
                .formatted(token)
                .getBytes(UTF_8);
    }

    private static byte[] report(String token) {
        var id = UUID.randomUUID();
        var report = Report.of("FIRE", "MODERATE", "benchmark report " + id).in(Bench.VILLAGE);
        return HttpConnection.request(
                "PUT", "/api/incidents/" + id, token, Json.write(report.body()).getBytes(UTF_8));
    }

    private String login(String user) {
        return new Login(platform.gateway(), platform.realm())
                .as(user, Bench.PASSWORD)
                .token();
    }
}

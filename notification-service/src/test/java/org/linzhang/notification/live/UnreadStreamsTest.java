package org.linzhang.notification.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;

import org.linzhang.notification.InboxClient;
import org.linzhang.platform.testing.Servers;
import org.linzhang.platform.testing.Tokens;

/** Clients that ask for all alerts since the beginning and read none of them. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class UnreadStreamsTest {

    private static final int STREAMS = 300;
    private static final int ALERTS = 3_000;
    private static final int READS = 20;

    /** Generous for a slow machine that runs other builds; an idle one needs some milliseconds. */
    private static final Duration MAX_READ_TIME = Duration.ofSeconds(5);

    @Inject
    Pool pool;

    @Test
    void unread_streams_that_replay_from_the_start_do_not_delay_the_inbox_of_others() throws IOException {
        // Given
        new StoredAlerts(pool).insertMany("sleeper", ALERTS);
        var county = InboxClient.user("county");
        county.alertsOf(UUID.randomUUID());
        var streams = new ArrayList<Socket>();
        try {
            // When
            for (int i = 0; i < STREAMS; i++) {
                streams.add(openUnread());
            }
            // Then
            for (int i = 0; i < READS; i++) {
                long start = System.nanoTime();
                county.alertsOf(UUID.randomUUID());
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MAX_READ_TIME);
            }
        } finally {
            for (var stream : streams) {
                stream.close();
            }
        }
    }

    private static Socket openUnread() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("localhost", RestAssured.port));
        var request = String.join(
                "\r\n",
                "GET /api/alerts/stream HTTP/1.1",
                "Host: localhost",
                "Authorization: Bearer " + Tokens.of("sleeper", "睡", "512002", "chief"),
                "Last-Event-ID: 0",
                "",
                "");
        socket.getOutputStream().write(request.getBytes(UTF_8));
        return socket;
    }
}

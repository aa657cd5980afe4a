package org.linzhang.local.client;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Receives the server-sent events of a user's alerts in the background. */
public final class AlertStreamClient implements AutoCloseable {
    private static final String DATA = "data:";

    private final Stream<String> lines;
    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();

    private AlertStreamClient(Stream<String> lines) {
        this.lines = lines;
        Thread.ofVirtual().name("alert stream").start(this::receive);
    }

    static AlertStreamClient of(HttpResponse<Stream<String>> response) {
        if (response.statusCode() != 200) {
            response.body().close();
            throw new UnexpectedResponseException("the alert stream returned " + response.statusCode());
        }
        return new AlertStreamClient(response.body());
    }

    /**
     * Waits for an alert, and discards those that were received before it.
     *
     * @throws UnexpectedResponseException if no such alert is received within that time
     */
    public JsonNode await(Predicate<JsonNode> wanted, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            var alert = received.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (alert == null) {
                throw new UnexpectedResponseException(
                        "the alert was not received within %d s".formatted(timeout.toSeconds()));
            }
            if (wanted.test(alert)) {
                return alert;
            }
        }
    }

    @Override
    public void close() {
        lines.close();
    }

    private void receive() {
        try {
            lines.filter(line -> line.startsWith(DATA))
                    .forEach(line -> received.add(Json.read(line.substring(DATA.length()))));
        } catch (UncheckedIOException e) {
            // The stream was closed by either side; await() reports the missing alert.
        }
    }
}

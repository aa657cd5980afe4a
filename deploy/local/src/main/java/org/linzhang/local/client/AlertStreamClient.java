package org.linzhang.local.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Server-sent events of alerts, received in the background. */
public final class AlertStreamClient implements AutoCloseable {
    private static final String DATA = "data:";

    private final Stream<String> lines;
    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();

    private AlertStreamClient(Stream<String> lines) {
        this.lines = lines;
        Thread.ofVirtual().name("live alerts").start(this::receive);
    }

    static AlertStreamClient open(LoginClient door, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        var response = door.http().send(request.build(), HttpResponse.BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            response.body().close();
            throw new ApiResponse.Unexpected("the live stream answered " + response.statusCode());
        }
        return new AlertStreamClient(response.body());
    }

    /** The first alert to come that fits, among those received and yet to be received. */
    public JsonNode await(Predicate<JsonNode> fits, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var alert = received.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (alert == null) {
                throw new ApiResponse.Unexpected(
                        "nothing came on the live stream within %d s".formatted(patience.toSeconds()));
            }
            if (fits.test(alert)) {
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
                    .map(line -> LoginClient.json(line.substring(DATA.length())))
                    .forEach(received::add);
        } catch (UncheckedIOException e) {
            // closed, here or there: whoever waits for an alert will say that none came
        }
    }
}

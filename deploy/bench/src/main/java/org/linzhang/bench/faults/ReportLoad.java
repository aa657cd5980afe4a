package org.linzhang.bench.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.linzhang.local.client.ApiClient;
import org.linzhang.local.client.Json;
import org.linzhang.local.client.Login;
import org.linzhang.local.client.Report;

/**
 * Reports fires from several phones until it is closed. Each phone repeats a call, alternately at all addresses, until the
 * call is acknowledged. The county chief accepts every fifth case, under an idempotency key.
 */
final class ReportLoad implements AutoCloseable {

    private static final String VILLAGE = "512002100201";
    private static final String PASSWORD = "forest"; // of the demo realm
    private static final int PHONES = 8;
    private static final int ACCEPTED_OF = 5;
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration PAUSE_BETWEEN_REPORTS = Duration.ofMillis(60);
    private static final Duration PAUSE_BEFORE_RETRY = Duration.ofMillis(250);

    private final List<URI> addresses;
    private final ApiClient ranger;
    private final ApiClient chief;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CALL_TIMEOUT)
            .build();
    private final Map<ApiClient, String> lastTokens = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final Set<UUID> reported = ConcurrentHashMap.newKeySet();
    private final Set<UUID> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> refusals = ConcurrentHashMap.newKeySet();
    private final ExecutorService phones = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closing;

    /** @param addresses of the gateway and of services, which all accept the same calls */
    ReportLoad(List<URI> addresses, Login login) {
        this.addresses = List.copyOf(addresses);
        this.ranger = login.as("ranger", PASSWORD);
        this.chief = login.as("county", PASSWORD);
    }

    void start() {
        for (int phone = 0; phone < PHONES; phone++) {
            phones.execute(this::reportUntilClosed);
        }
    }

    /** Returns what was acknowledged since the last call. */
    Acknowledged take(String fault) {
        var takenReports = Set.copyOf(reported);
        var takenAcceptances = Set.copyOf(accepted);
        reported.removeAll(takenReports);
        accepted.removeAll(takenAcceptances);
        return new Acknowledged(fault, takenReports, takenAcceptances);
    }

    /** Statuses other than success, 429 and 503 that a call got; a phone repeats those calls as well. */
    Set<String> refusals() {
        return Set.copyOf(refusals);
    }

    /** Lets each phone finish its current call. */
    @Override
    public void close() {
        closing = true;
        phones.close();
    }

    private void reportUntilClosed() {
        for (int i = 0; !closing; i++) {
            var id = UUID.randomUUID();
            var report = Report.of("FIRE", "MODERATE", "fault run " + id).in(VILLAGE);
            var body = Json.write(report.body());
            if (repeat(ranger, "PUT", "/api/incidents/" + id, body)) {
                reported.add(id);
                if (i % ACCEPTED_OF == 0 && repeat(chief, "POST", "/api/incidents/" + id + "/accept", "{}")) {
                    accepted.add(id);
                }
            }
            sleep(PAUSE_BETWEEN_REPORTS);
        }
    }

    /** Returns false if the load is closed before the call is acknowledged. */
    private boolean repeat(ApiClient person, String method, String path, String body) {
        var key = UUID.randomUUID().toString();
        while (!isAcknowledged(person, method, path, body, key)) {
            if (closing) {
                return false;
            }
            sleep(PAUSE_BEFORE_RETRY);
        }
        return true;
    }

    private boolean isAcknowledged(ApiClient person, String method, String path, String body, String key) {
        var address = addresses.get(Math.floorMod(next.getAndIncrement(), addresses.size()));
        var request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(CALL_TIMEOUT)
                .header("Authorization", "Bearer " + tokenOf(person))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            int status = response.statusCode();
            if (status / 100 != 2 && status != 503 && status != 429) {
                refusals.add(method + " " + status + " " + response.body());
            }
            return status / 100 == 2;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last token if Keycloak does not answer; it is still valid for two minutes. */
    private String tokenOf(ApiClient person) {
        try {
            var token = person.token();
            lastTokens.put(person, token);
            return token;
        } catch (RuntimeException e) {
            return lastTokens.get(person);
        }
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.linzhang.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.linzhang.local.Server;
import org.linzhang.local.Settings;
import org.linzhang.local.client.Login;
import org.linzhang.local.client.Report;

/**
 * Reads of 1 KB with a token, and of a static file of about 27 KB: through the gateway, and through nginx on the same service and
 * the same file.
 */
final class GatewayThroughput {

    private static final int CONNECTIONS = 32;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final int ROUNDS = 2;
    private static final int FILE_SIZE = 27_000;
    private static final int DESCRIPTION_LENGTH = 450;
    private static final Pattern SCRIPT = Pattern.compile("(?:src|href)=\"(/static/[^\"]+\\.js)\"");
    private static final String ROW = "%-28s %10s %8s %8s %16s%n";

    private final Settings platform;
    private final Duration length;
    private final HttpClient http = HttpClient.newHttpClient();

    GatewayThroughput(Settings platform, Duration length) {
        this.platform = platform;
        this.length = length;
    }

    private record Way(String name, URI server, String path, boolean authenticated) {}

    private record Figures(double perSecond, double p50, double p99, double micros) {}

    void run(Path folder) throws IOException, InterruptedException {
        var incident = report();
        var file = scriptOfAbout(FILE_SIZE);
        var upstream = platform.service(Server.INCIDENT_SERVICE);
        var nginx = Nginx.start(folder, upstream, read(file));
        try {
            var path = "/api/incidents/" + incident;
            var reads = new ArrayList<>(List.of(new Way("gateway", platform.gateway(), path, true)));
            var files = new ArrayList<>(List.of(new Way("gateway", platform.gateway(), file, false)));
            nginx.ifPresentOrElse(
                    proxy -> {
                        reads.add(new Way("nginx", proxy.address(), path, true));
                        files.add(new Way("nginx", proxy.address(), "/file.js", false));
                    },
                    () -> System.out.println("nginx is not installed: nothing to compare with"));
            compare("GET of an incident", reads);
            compare("static file of " + read(file).length + " B", files);
        } finally {
            nginx.ifPresent(Nginx::close);
        }
    }

    private void compare(String what, List<Way> ways) throws InterruptedException {
        System.out.printf(ROW, what, "1/s", "p50 ms", "p99 ms", "own CPU us/read");
        for (var way : ways) {
            measure(way, WARM_UP);
        }
        var sums = new double[ways.size()][2];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < ways.size(); i++) {
                var figures = measure(ways.get(i), length);
                sums[i][0] += figures.perSecond();
                sums[i][1] += figures.micros();
                System.out.printf(
                        ROW,
                        ways.get(i).name(),
                        Math.round(figures.perSecond()),
                        "%.2f".formatted(figures.p50()),
                        "%.2f".formatted(figures.p99()),
                        Math.round(figures.micros()));
            }
        }
        if (ways.size() > 1) {
            System.out.printf(
                    "gateway / nginx: %.2f of the rate, %.1f times the CPU%n",
                    sums[0][0] / sums[1][0], sums[0][1] / sums[1][1]);
        }
    }

    private Figures measure(Way way, Duration time) throws InterruptedException {
        var token = way.authenticated() ? login("county") : null;
        var request = HttpConnection.get(way.path(), token);
        var before = CpuTime.now();
        var result = new ClosedLoop(CONNECTIONS, time).run(way.server(), () -> request);
        if (result.refused() > 0) {
            System.out.printf("%s: %d reads were refused%n", way.name(), result.refused());
        }
        return new Figures(
                result.perSecond(),
                result.latencies().millisAt(50),
                result.latencies().millisAt(99),
                CpuTime.now().microsPerRequest(way.name(), before, result.answered()));
    }

    private String report() {
        var ranger = new Login(platform.gateway(), platform.realm()).as("ranger", Bench.PASSWORD);
        var description = "benchmark ".repeat(DESCRIPTION_LENGTH / 10);
        return ranger.report(Report.of("FIRE", "MODERATE", description).in(Bench.VILLAGE))
                .toString();
    }

    private String login(String user) {
        return new Login(platform.gateway(), platform.realm())
                .as(user, Bench.PASSWORD)
                .token();
    }

    /** The script of the ranger's page whose size is nearest. */
    private String scriptOfAbout(int bytes) throws IOException, InterruptedException {
        var page = new String(read("/ranger"), UTF_8);
        String nearest = null;
        int distance = Integer.MAX_VALUE;
        for (var script :
                SCRIPT.matcher(page).results().map(found -> found.group(1)).toList()) {
            int other = Math.abs(read(script).length - bytes);
            if (other < distance) {
                distance = other;
                nearest = script;
            }
        }
        return nearest;
    }

    private byte[] read(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(platform.gateway().resolve(path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }
}

package org.linzhang.bench;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import org.linzhang.local.Platform;
import org.linzhang.local.Settings;
import org.linzhang.platform.servers.jvm.JvmProfile;
import org.linzhang.platform.servers.process.FileTree;

/**
 * Starts a platform of its own, runs a scenario and prints its figures.
 *
 * <p>Arguments: a scenario, and the seconds of each measurement (30). The scenarios are {@code latency} with the reports per second
 * before the seconds (50), {@code gateway}, {@code intake} and {@code unread-streams}. {@code latency} is the default. Exits with 1
 * if a report or an alert did not arrive.
 */
public final class Bench {

    static final String PASSWORD = "forest"; // of the demo realm
    static final String VILLAGE = "512002100201";

    private static final Duration BASELINE_WARM_UP = Duration.ofSeconds(20);

    /** The compilers of seven JVMs on one machine need this time until the latencies no longer fall. */
    private static final Duration WARM_UP = Duration.ofSeconds(240);

    private static final int MEASUREMENTS = 2;

    private Bench() {}

    public static void main(String[] args) throws Exception {
        var arguments = new ArrayDeque<>(List.of(args));
        boolean isNamed = !arguments.isEmpty() && !arguments.peek().matches("\\d+");
        var scenario = isNamed ? arguments.poll() : "latency";
        int perSecond = scenario.equals("latency") ? number(arguments, 50) : 0;
        var length = Duration.ofSeconds(number(arguments, 30));
        var data = Files.createTempDirectory("linzhang-bench");
        long lost;
        try (var platform = Platform.start(Settings.onFreePorts(data).with(profile()))) {
            lost = run(scenario, platform.settings(), perSecond, length);
        } finally {
            FileTree.delete(data);
        }
        System.exit(lost == 0 ? 0 : 1);
    }

    private static int number(Queue<String> arguments, int otherwise) {
        return arguments.isEmpty() ? otherwise : Integer.parseInt(arguments.poll());
    }

    /** {@code LINZHANG_PROFILE=DEMO} measures with the JVM flags of {@code deploy/up}. */
    private static JvmProfile profile() {
        return JvmProfile.valueOf(System.getenv().getOrDefault("LINZHANG_PROFILE", "BENCHMARK"));
    }

    private static long run(String scenario, Settings settings, int perSecond, Duration length) throws Exception {
        switch (scenario) {
            case "latency" -> {
                return measure(settings, new OpenLoop(perSecond, length));
            }
            case "gateway" ->
                new GatewayThroughput(settings, length)
                        .run(Files.createDirectories(settings.data().resolve("nginx")));
            case "intake" -> {
                return new Intake(settings, length).run();
            }
            case "unread-streams" -> new UnreadStreams(settings, length).run();
            default -> throw new IllegalArgumentException("unknown scenario " + scenario);
        }
        return 0;
    }

    private static int measure(Settings settings, OpenLoop load) throws Exception {
        var scenario = new ReportToStream(settings);
        var baselineLatencies = new Latencies();
        var stages = new ReportToStream.Stages();
        int lost = 0;
        try (var baseline = new Baseline(settings.jdbc("incident"), settings.kafka())) {
            System.out.printf(
                    "Warming up for %d s%n", BASELINE_WARM_UP.plus(WARM_UP).toSeconds());
            baseline.run(new OpenLoop(load.perSecond(), BASELINE_WARM_UP), new Latencies());
            lost += scenario.run(new OpenLoop(2 * load.perSecond(), WARM_UP), new ReportToStream.Stages());
            for (int i = 1; i <= MEASUREMENTS; i++) {
                System.out.printf("Measurement %d of %d%n", i, MEASUREMENTS);
                baseline.run(load, baselineLatencies);
                lost += scenario.run(load, stages);
            }
        }
        System.out.print(Table.of(load, baselineLatencies, stages, lost));
        return lost;
    }
}

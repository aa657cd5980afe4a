package org.linzhang.bench;

import java.nio.file.Files;
import java.time.Duration;

import org.linzhang.local.Platform;
import org.linzhang.local.Settings;
import org.linzhang.platform.servers.jvm.JvmProfile;
import org.linzhang.platform.servers.process.FileTree;

/**
 * Starts a platform of its own, measures the baseline and the platform alternately, and prints a table.
 *
 * <p>Arguments: reports per second (50), seconds of each measurement (30). Exits with 1 if a report did not arrive.
 */
public final class Bench {

    private static final Duration BASELINE_WARM_UP = Duration.ofSeconds(20);

    /** The compilers of seven JVMs on one machine need this time until the latencies no longer fall. */
    private static final Duration WARM_UP = Duration.ofSeconds(240);

    private static final int MEASUREMENTS = 2;

    private Bench() {}

    public static void main(String[] args) throws Exception {
        int perSecond = args.length > 0 ? Integer.parseInt(args[0]) : 50;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 30;
        var data = Files.createTempDirectory("linzhang-bench");
        int lost;
        try (var platform = Platform.start(Settings.onFreePorts(data).with(JvmProfile.BENCHMARK))) {
            lost = measure(platform.settings(), new OpenLoop(perSecond, Duration.ofSeconds(seconds)));
        } finally {
            FileTree.delete(data);
        }
        System.exit(lost == 0 ? 0 : 1);
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

package org.linzhang.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;

import org.linzhang.local.Platform;
import org.linzhang.local.Settings;

/**
 * Starts a platform of its own, measures the floor and the platform in turns, and prints a table.
 *
 * <p>Arguments: reports a second (50), seconds of each turn (30). Exits with 1 where a report did not arrive.
 */
public final class Bench {

    private static final Duration FLOOR_WARM_UP = Duration.ofSeconds(20);

    /** Seven JVMs share the machine; their compilers need so long until latencies no longer fall. */
    private static final Duration WARM_UP = Duration.ofSeconds(240);

    private static final int TURNS = 2;

    private Bench() {}

    public static void main(String[] args) throws Exception {
        int perSecond = args.length > 0 ? Integer.parseInt(args[0]) : 50;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 30;
        var data = Files.createTempDirectory("linzhang-bench");
        int lost;
        try (var platform = Platform.start(Settings.onFreePorts(data).with(Settings.Jvm.FULL))) {
            lost = measure(platform.settings(), new OpenLoop(perSecond, Duration.ofSeconds(seconds)));
        } finally {
            delete(data);
        }
        System.exit(lost == 0 ? 0 : 1);
    }

    private static int measure(Settings settings, OpenLoop turn) throws Exception {
        var scenario = new ReportToStream(settings);
        var floor = new Latencies();
        var platform = new ReportToStream.Stages();
        int lost = 0;
        try (var bare = new Baseline(settings.postgres(), settings.kafka())) {
            System.out.printf(
                    "warming up for %d s%n", FLOOR_WARM_UP.plus(WARM_UP).toSeconds());
            bare.run(new OpenLoop(turn.perSecond(), FLOOR_WARM_UP), new Latencies());
            lost += scenario.run(new OpenLoop(2 * turn.perSecond(), WARM_UP), new ReportToStream.Stages());
            for (int nth = 0; nth < TURNS; nth++) {
                System.out.printf("turn %d of %d%n", nth + 1, TURNS);
                bare.run(turn, floor);
                lost += scenario.run(turn, platform);
            }
        }
        System.out.print(Table.of(turn, floor, platform, lost));
        return lost;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

package org.linzhang.bench;

import java.util.Locale;

/** What was measured, and how many times the floor it is. */
final class Table {

    private static final String ROW = "%-24s %8s %9s %9s %9s %9s%n";

    private Table() {}

    static String of(OpenLoop load, Latencies floor, ReportToStream.Stages stages, int lost) {
        var text = new StringBuilder();
        text.append("%d a second for %d s; milliseconds%n"
                .formatted(load.perSecond(), load.length().toSeconds()));
        text.append(ROW.formatted("", "count", "p50", "p90", "p99", "max"));
        text.append(row("floor", floor));
        text.append(row("report answered", stages.answered()));
        text.append(row("event in Kafka", stages.published()));
        text.append(row("report to screen", stages.shown()));
        var platform = stages.shown();
        text.append(ROW.formatted(
                "times the floor",
                "",
                ratio(platform.millisAt(50), floor.millisAt(50)),
                ratio(platform.millisAt(90), floor.millisAt(90)),
                ratio(platform.millisAt(99), floor.millisAt(99)),
                ratio(platform.maxMillis(), floor.maxMillis())));
        text.append("did not arrive: %d%n".formatted(lost));
        return text.toString();
    }

    private static String row(String name, Latencies latencies) {
        return ROW.formatted(
                name,
                latencies.count(),
                millis(latencies.millisAt(50)),
                millis(latencies.millisAt(90)),
                millis(latencies.millisAt(99)),
                millis(latencies.maxMillis()));
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String ratio(double value, double floor) {
        return String.format(Locale.ROOT, "%.2f", value / floor);
    }
}

package org.linzhang.bench;

import java.util.Locale;

/** The result: latencies, and their ratio to the baseline. */
final class Table {

    private static final String ROW = "%-24s %8s %9s %9s %9s %9s%n";

    private Table() {}

    static String of(OpenLoop load, Latencies baseline, ReportToStream.Stages stages, int lost) {
        var text = new StringBuilder();
        text.append("%d reports per second for %d s; milliseconds%n"
                .formatted(load.perSecond(), load.length().toSeconds()));
        text.append(ROW.formatted("", "count", "p50", "p90", "p99", "max"));
        text.append(row("baseline", baseline));
        text.append(row("response to the report", stages.answered()));
        text.append(row("event in Kafka", stages.published()));
        text.append(row("alert on the stream", stages.received()));
        var platform = stages.received();
        text.append(ROW.formatted(
                "alert / baseline",
                "",
                ratio(platform.millisAt(50), baseline.millisAt(50)),
                ratio(platform.millisAt(90), baseline.millisAt(90)),
                ratio(platform.millisAt(99), baseline.millisAt(99)),
                ratio(platform.maxMillis(), baseline.maxMillis())));
        text.append("Reports without an alert: %d%n".formatted(lost));
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

    private static String ratio(double value, double baseline) {
        return String.format(Locale.ROOT, "%.2f", value / baseline);
    }
}

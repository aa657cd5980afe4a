package org.linzhang.bench;

import java.time.Duration;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** A histogram of latencies, in microseconds, up to a minute, with three significant digits. */
final class Latencies {

    private static final long MAX_MICROS = Duration.ofMinutes(1).toNanos() / 1_000;

    private final Histogram micros = new ConcurrentHistogram(MAX_MICROS, 3);

    void add(long fromNanos, long toNanos) {
        micros.recordValue(Math.clamp((toNanos - fromNanos) / 1_000, 0, MAX_MICROS));
    }

    long count() {
        return micros.getTotalCount();
    }

    double millisAt(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1_000.0;
    }

    double maxMillis() {
        return micros.getMaxValue() / 1_000.0;
    }
}

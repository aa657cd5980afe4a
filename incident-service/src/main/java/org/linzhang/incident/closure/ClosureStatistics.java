package org.linzhang.incident.closure;

import java.time.LocalDate;
import java.util.List;

/**
 * Closure figures of a region and period, broken down.
 *
 * @param region code
 * @param from first day of the period
 * @param to last day of the period
 * @param by what the items are grouped by: {@code region}, {@code kind} or {@code month}
 * @param items one per region, kind or month that has incidents, in the order of the key
 */
record ClosureStatistics(
        String region, String regionName, LocalDate from, LocalDate to, String by, List<Figures> items, Figures total) {

    /**
     * Counts of the incidents that were received in the period.
     *
     * @param key a region code, a kind, a month such as {@code 2026-11}, or {@code total}
     * @param name display name of the region, else the key
     * @param rejected reports found to be untrue; excluded from the rate
     * @param open neither closed nor rejected
     * @param closureRate closed / (reported - rejected), 0 to 1, to four decimals; null if the divisor is 0
     */
    record Figures(String key, String name, long reported, long rejected, long closed, long open, Double closureRate) {

        static Figures of(String key, String name, long reported, long rejected, long closed) {
            long valid = reported - rejected;
            var rate = valid == 0 ? null : Math.round(10_000.0 * closed / valid) / 10_000.0;
            return new Figures(key, name, reported, rejected, closed, valid - closed, rate);
        }

        static Figures total(List<Figures> items) {
            return of(
                    "total",
                    "合计",
                    items.stream().mapToLong(Figures::reported).sum(),
                    items.stream().mapToLong(Figures::rejected).sum(),
                    items.stream().mapToLong(Figures::closed).sum());
        }
    }
}

package org.linzhang.incident.closure;

import java.time.LocalDate;
import java.util.List;

/**
 * How much of what was reported in a period was struck off.
 *
 * @param items one per region, kind or month that has incidents, by key
 */
record Closure(
        String region, String regionName, LocalDate from, LocalDate to, String by, List<Figures> items, Figures total) {

    /**
     * The cohort of incidents received in the period.
     *
     * @param key a region code, a kind, a month such as {@code 2026-11}, or {@code total}
     * @param rejected found untrue; they count in no rate
     * @param closureRate closed of those not rejected, 0 to 1, to four decimals; null where there are none
     */
    record Figures(String key, String name, long reported, long rejected, long closed, long open, Double closureRate) {

        static Figures of(String key, String name, long reported, long rejected, long closed) {
            long founded = reported - rejected;
            var rate = founded == 0 ? null : Math.round(10_000.0 * closed / founded) / 10_000.0;
            return new Figures(key, name, reported, rejected, closed, founded - closed, rate);
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

package org.linzhang.incident.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.problem.Problem;
import org.linzhang.platform.region.RegionCode;

class ClosureRulesTest {

    /** 2027-01-01 00:30 in Shanghai. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-31T16:30:00Z"), ZoneOffset.UTC);

    @Test
    void a_day_is_a_day_in_shanghai() {
        assertThat(Period.dayOf(Instant.parse("2026-11-20T16:00:00Z"))).isEqualTo(LocalDate.of(2026, 11, 21));
        assertThat(Period.dayOf(Instant.parse("2026-11-20T15:59:59Z"))).isEqualTo(LocalDate.of(2026, 11, 20));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, 2027-01-01, 2027-12-31",
                "2026-03-01, -, 2026-03-01, 2027-12-31",
                "-, 2025-03-01, 2025-01-01, 2025-03-01",
                "2026-03-01, 2026-03-01, 2026-03-01, 2026-03-01"
            })
    void a_period_defaults_to_this_year(String from, String to, LocalDate first, LocalDate last) {
        assertThat(Period.of(from, to, CLOCK)).isEqualTo(new Period(first, last));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-03-02, 2026-03-01, from",
                "yesterday, -, from",
                "-, 2026-13-01, to",
                "-, +999999999-12-31, to",
                "2026-3-1, -, from",
                "'', -, from"
            })
    void an_invalid_period_is_refused(String from, String to, String field) {
        assertThatThrownBy(() -> Period.of(from, to, CLOCK))
                .isInstanceOfSatisfying(
                        InvalidField.class,
                        problem -> assertThat(problem.field()).isEqualTo(field));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, 2026-12-31, 0, 12, 0",
        "2026-01-02, 2026-12-30, 30, 10, 30",
        "2026-01-01, 2026-01-31, 0, 1, 0",
        "2026-01-01, 2026-01-30, 30, 0, 0",
        "2026-01-10, 2026-01-20, 11, 0, 0",
        "2026-01-10, 2026-02-20, 42, 0, 0",
        "2026-01-31, 2026-03-01, 1, 1, 1",
        "2024-02-01, 2024-02-29, 0, 1, 0",
        "2024-02-01, 2024-02-28, 28, 0, 0",
        "2026-05-05, 2026-05-05, 1, 0, 0"
    })
    void a_period_is_split_into_whole_months_and_the_days_before_and_after_them(
            LocalDate from, LocalDate to, long before, long months, long after) {
        // Given
        var period = new Period(from, to);
        // Then
        assertThat(daysOf(period.daysBeforeWholeMonths())).isEqualTo(before);
        assertThat(daysOf(period.daysAfterWholeMonths())).isEqualTo(after);
        var whole = period.wholeMonths();
        assertThat(daysOf(whole)).isEqualTo(daysOf(period) - before - after);
        assertThat(
                        daysOf(whole) == 0
                                ? 0
                                : ChronoUnit.MONTHS.between(
                                        whole.from(), whole.to().plusDays(1)))
                .isEqualTo(months);
    }

    private static long daysOf(Period period) {
        return Math.max(0, ChronoUnit.DAYS.between(period.from(), period.to()) + 1);
    }

    @Test
    void the_closure_rate_excludes_rejected_reports() {
        assertThat(ClosureStatistics.Figures.of("k", "n", 5, 2, 1).closureRate())
                .isEqualTo(0.3333);
        assertThat(ClosureStatistics.Figures.of("k", "n", 5, 2, 1).open()).isEqualTo(2);
        assertThat(ClosureStatistics.Figures.of("k", "n", 2, 2, 0).closureRate())
                .isNull();
        assertThat(ClosureStatistics.Figures.total(List.of()).closureRate()).isNull();
        assertThat(ClosureStatistics.Figures.of("k", "n", 4, 0, 4).closureRate())
                .isEqualTo(1.0);
    }

    @ParameterizedTest
    @CsvSource({"51, 4", "5120, 6", "512002, 9", "512002100, 12", "512002100201, 12", "E2307, 7"})
    void a_region_is_grouped_by_its_child_regions(String region, int digits) {
        assertThat(Grouping.REGION.key(RegionCode.of(region))).isEqualTo("left(region_code, " + digits + ")");
    }

    @Test
    void an_unknown_grouping_is_refused() {
        assertThat(Grouping.of(null)).isEqualTo(Grouping.REGION);
        assertThat(Grouping.of("month")).isEqualTo(Grouping.MONTH);
        assertThatThrownBy(() -> Grouping.of("colour"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.field()).isEqualTo("by"));
    }
}

package org.linzhang.incident.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.Severity;
import org.linzhang.incident.event.Source;
import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.problem.NotFound;
import org.linzhang.platform.problem.Problem;
import org.linzhang.platform.problem.UnknownRegion;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.security.Role;

class IntakeTest {

    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final Report.Coordinates YANJIANG = new Report.Coordinates(30.12, 104.65);
    private static final Report.Coordinates ANYUE = new Report.Coordinates(30.10, 105.33);
    private static final Report.Coordinates SLOVENIA = new Report.Coordinates(46.43, 13.74);
    private static final String VILLAGE = "512002100201";
    private static final Caller RANGER = person(Role.RANGER, VILLAGE);

    private final Intake intake = new Intake(Regions.shipped(), Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest(name = "a position in Yanjiang reported by a {0} of {1} belongs to {2}")
    @CsvSource({
        "ranger, 512002100201, 512002100201",
        "chief, 512002100201, 512002100201",
        "chief, 512002100, 512002100",
        "chief, 512002, 512002",
        "chief, 5120, 512002",
        "supervisor, 51, 512002"
    })
    void a_position_belongs_to_its_county_or_to_the_reporters_own_region_in_it(
            String role, String ownRegion, String expected) {
        assertThat(intake.validate(at(null, YANJIANG), person(role, ownRegion)).region())
                .isEqualTo(RegionCode.of(expected));
    }

    @Test
    void a_position_in_another_county_is_not_found() {
        assertThatThrownBy(() -> intake.validate(at(null, ANYUE), RANGER)).isInstanceOf(NotFound.class);
    }

    @Test
    void a_position_in_no_known_county_is_refused_with_and_without_a_region() {
        assertThat(refusal(at(null, SLOVENIA), RANGER).field()).isEqualTo("position");
        assertThat(refusal(at(VILLAGE, SLOVENIA), RANGER).field()).isEqualTo("position");
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({"30.10, 104.448, just outside all known counties", "30.25, 104.815, just inside the next county"})
    void a_position_just_across_the_border_belongs_to_the_reporters_region(double lat, double lon, String place) {
        // Given
        var here = new Report.Coordinates(lat, lon);
        // Then
        assertThat(intake.validate(at(VILLAGE, here), RANGER).region()).isEqualTo(RegionCode.of(VILLAGE));
        assertThat(intake.validate(at(null, here), RANGER).region()).isEqualTo(RegionCode.of(VILLAGE));
    }

    @Test
    void a_position_far_across_the_border_is_refused() {
        assertThat(refusal(at(VILLAGE, new Report.Coordinates(30.10, 104.40)), RANGER)
                        .field())
                .isEqualTo("position");
    }

    @Test
    void region_and_position_must_agree() {
        // Given
        var supervisor = person(Role.SUPERVISOR, "5120");
        // Then
        assertThat(refusal(at(VILLAGE, ANYUE), supervisor).field()).isEqualTo("position");
        assertThat(intake.validate(at(VILLAGE, YANJIANG), supervisor).region()).isEqualTo(RegionCode.of(VILLAGE));
        assertThat(intake.validate(at("5120", YANJIANG), supervisor).region()).isEqualTo(RegionCode.of("5120"));
    }

    @Test
    void neither_region_nor_position_is_refused() {
        assertThat(refusal(at(null, null), RANGER).field()).isEqualTo("regionCode");
    }

    @Test
    void an_unknown_region_is_refused_and_a_region_outside_the_scope_is_not_found() {
        assertThat(refusal(at("512002999", null), RANGER))
                .isInstanceOf(UnknownRegion.class)
                .extracting(Problem::field)
                .isEqualTo("regionCode");
        assertThatThrownBy(() -> intake.validate(at("512021", null), RANGER)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> intake.validate(at("512002100", null), RANGER)).isInstanceOf(NotFound.class);
    }

    @Test
    void a_reporters_clock_may_be_at_most_ten_minutes_ahead() {
        assertThatCode(() -> intake.validate(reportedAt(NOW.plus(Duration.ofMinutes(10))), RANGER))
                .doesNotThrowAnyException();
        assertThat(refusal(reportedAt(NOW.plus(Duration.ofMinutes(10)).plusMillis(1)), RANGER)
                        .field())
                .isEqualTo("reportedAt");
        assertThat(refusal(reportedAt(Instant.EPOCH.minusMillis(1)), RANGER).field())
                .isEqualTo("reportedAt");
    }

    @ParameterizedTest(name = "a {0} reports as {1}")
    @CsvSource({"ranger, RANGER", "chief, CHIEF", "supervisor, INSPECTION", "admin, INSPECTION", "police, INSPECTION"})
    void a_report_without_a_source_gets_the_default_of_the_reporters_role(String role, Source expected) {
        assertThat(intake.validate(from(null), person(role, VILLAGE)).source()).isEqualTo(expected);
    }

    @Test
    void only_the_office_may_name_another_source() {
        assertThat(intake.validate(from(Source.SATELLITE), person(Role.SUPERVISOR, VILLAGE))
                        .source())
                .isEqualTo(Source.SATELLITE);
        assertThat(intake.validate(from(Source.RANGER), RANGER).source()).isEqualTo(Source.RANGER);
        assertThat(refusal(from(Source.SATELLITE), RANGER).field()).isEqualTo("source");
        assertThat(refusal(from(Source.RANGER), person(Role.CHIEF, VILLAGE)).field())
                .isEqualTo("source");
    }

    @Test
    void details_that_are_too_large_or_not_storable_are_refused() {
        assertThatCode(() -> intake.validate(with(Map.of("a", "林".repeat(5_000))), RANGER))
                .doesNotThrowAnyException();
        assertThat(refusal(with(Map.of("a", "林".repeat(6_000))), RANGER).field())
                .isEqualTo("details");
        assertThat(refusal(with(Map.of("a", Map.of("b\0", 1))), RANGER).field()).isEqualTo("details");
        assertThat(refusal(with(Map.of("a", List.of("\ud800"))), RANGER).field())
                .isEqualTo("details");
    }

    @Test
    void equal_reports_have_equal_fingerprints_and_different_reports_different_ones() {
        // Given
        var once = with(new TreeMap<>(Map.of("b", 2, "a", Map.of("y", 1, "x", 2))));
        var again = with(new LinkedHashMap<>(Map.of("a", Map.of("x", 2, "y", 1), "b", 2)));
        var other = with(Map.of("b", 2, "a", Map.of("y", 1, "x", 3)));
        // Then
        assertThat(Fingerprint.of(once)).isEqualTo(Fingerprint.of(again)).isNotEqualTo(Fingerprint.of(other));
        assertThat(Fingerprint.of(at(VILLAGE, null))).isNotEqualTo(Fingerprint.of(at(null, YANJIANG)));
    }

    private Problem refusal(Report report, Caller caller) {
        try {
            intake.validate(report, caller);
        } catch (InvalidField | UnknownRegion e) {
            return e;
        }
        throw new AssertionError("the report was not refused");
    }

    private static Caller person(String role, String region) {
        return new Caller(role, role, Set.of(role), List.of(RegionCode.of(region)));
    }

    private static Report at(String region, Report.Coordinates position) {
        return report(region == null ? null : RegionCode.of(region), position, NOW, null, null);
    }

    private static Report reportedAt(Instant time) {
        return report(RegionCode.of(VILLAGE), null, time, null, null);
    }

    private static Report from(Source source) {
        return report(RegionCode.of(VILLAGE), null, NOW, source, null);
    }

    private static Report with(Map<String, Object> details) {
        return report(RegionCode.of(VILLAGE), null, NOW, null, details);
    }

    private static Report report(
            RegionCode region, Report.Coordinates position, Instant time, Source source, Map<String, Object> details) {
        return new Report(IncidentKind.FIRE, Severity.MINOR, region, position, "smoke", time, null, source, details);
    }
}

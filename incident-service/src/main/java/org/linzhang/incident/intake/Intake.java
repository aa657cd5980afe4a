package org.linzhang.incident.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import jakarta.inject.Singleton;

import org.linzhang.incident.event.Source;
import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.input.TextRules;
import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.problem.NotFound;
import org.linzhang.platform.problem.UnknownRegion;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.security.Role;

/** Validates what depends on more than one field of a report: time, place and source. */
@Singleton
public class Intake {

    /** Clocks of phones can be minutes ahead. */
    private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(10);

    private static final int MAX_DETAILS_BYTES = 16 * 1024;

    private final Regions regions;
    private final Clock clock;

    Intake(Regions regions, Clock clock) {
        this.regions = regions;
        this.clock = clock;
    }

    /**
     * Validates a report and determines its region and source.
     *
     * <p>If the report names a region, the position must be in the county of that region. A position alone determines the
     * county. If a region of the reporter is a township or village of that county, it is taken instead, the widest of several,
     * because boundaries are known for counties only. Near a border the position counts for the counties on both sides.
     *
     * @throws InvalidField for the first invalid field
     * @throws UnknownRegion if no region has the code
     * @throws NotFound if the region is outside the caller's scope
     */
    public ValidatedReport validate(Report report, Caller caller) {
        checkTime(report.reportedAt());
        checkDetails(report.details());
        var region = report.regionCode() == null ? regionOfPosition(report, caller) : regionOfCode(report, caller);
        return new ValidatedReport(report, region, source(report, caller), Fingerprint.of(report));
    }

    private void checkTime(Instant reportedAt) {
        if (reportedAt.isAfter(clock.instant().plus(MAX_CLOCK_SKEW))) {
            throw new InvalidField("reportedAt", "must not be in the future; set the clock");
        }
        if (reportedAt.isBefore(Instant.EPOCH)) {
            throw new InvalidField("reportedAt", "must not be before 1970; set the clock");
        }
    }

    private static void checkDetails(Map<String, Object> details) {
        if (details == null) {
            return;
        }
        if (!TextRules.isStorable((Object) details)) {
            throw new InvalidField("details", TextRules.NOT_STORABLE);
        }
        if (Fingerprint.canonical(details).length > MAX_DETAILS_BYTES) {
            throw new InvalidField("details", "must not be larger than 16 KiB");
        }
    }

    private RegionCode regionOfCode(Report report, Caller caller) {
        var region = report.regionCode();
        if (!regions.knows(region)) {
            throw new UnknownRegion("regionCode", region.value());
        }
        if (!caller.scope().contains(region)) {
            throw new NotFound("region");
        }
        var position = report.position();
        if (position != null && !agree(region, position)) {
            throw new InvalidField("position", "is not in " + regions.pathOf(region) + "; correct one of the two");
        }
        return region;
    }

    private boolean agree(RegionCode region, Report.Coordinates position) {
        return regions.countiesNear(position.lat(), position.lon()).stream()
                .anyMatch(county -> county.contains(region) || region.contains(county));
    }

    private RegionCode regionOfPosition(Report report, Caller caller) {
        var position = report.position();
        if (position == null) {
            throw new InvalidField("regionCode", "give a regionCode, a position or both");
        }
        var near = regions.countiesNear(position.lat(), position.lon());
        if (near.isEmpty()) {
            throw new InvalidField("position", "is in no known region");
        }
        return caller.regions().stream()
                .filter(own -> near.stream().anyMatch(county -> county.contains(own)))
                .findFirst()
                .or(() -> near.stream().filter(caller.scope()::contains).findFirst())
                .orElseThrow(() -> new NotFound("region"));
    }

    /** The office may name any source; all others only the default of their role. */
    private static Source source(Report report, Caller caller) {
        boolean office = caller.is(Role.SUPERVISOR) || caller.is(Role.ADMIN);
        var own = office || caller.is(Role.POLICE)
                ? Source.INSPECTION
                : caller.is(Role.CHIEF) ? Source.CHIEF : Source.RANGER;
        if (report.source() == null || report.source() == own) {
            return own;
        }
        if (!office) {
            throw new InvalidField("source", "must be " + own + " for you, or left out");
        }
        return report.source();
    }
}

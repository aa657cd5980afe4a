package org.linzhang.incident.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import jakarta.inject.Singleton;

import org.linzhang.incident.event.Source;
import org.linzhang.platform.input.TextRules;
import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.problem.NotFound;
import org.linzhang.platform.problem.UnknownRegion;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.region.Regions;
import org.linzhang.platform.security.Caller;
import org.linzhang.platform.security.Role;

/** Examines a report beyond what its fields say each for themselves: its time, its place, whom it speaks for. */
@Singleton
public class Intake {

    /** Phones' clocks are wrong by minutes. */
    private static final Duration CLOCK_ERROR = Duration.ofMinutes(10);

    private static final int MOST_DETAILS = 16 * 1024;

    private final Regions regions;
    private final Clock clock;

    Intake(Regions regions, Clock clock) {
        this.regions = regions;
        this.clock = clock;
    }

    /**
     * A report that may be stored.
     *
     * @param region where it belongs
     * @param fingerprint the same for the same report sent again
     */
    public record Examined(Report report, RegionCode region, Source source, byte[] fingerprint) {}

    /**
     * Finds the region of a report and its source.
     *
     * <p>A region that the report names is taken, if the position lies in its county. A position alone gives the county;
     * where the reporter answers for a township or village of that county, the report is from their own beat and belongs
     * there, since no boundaries below the county are known. Near a border both sides count.
     *
     * @throws InvalidField for the first field that cannot be true
     * @throws UnknownRegion where no region has the code
     * @throws NotFound where the place lies outside the caller's region
     */
    public Examined examine(Report report, Caller caller) {
        checkTime(report.reportedAt());
        checkDetails(report.details());
        var region = report.regionCode() == null ? regionByPosition(report, caller) : regionByName(report, caller);
        return new Examined(report, region, source(report, caller), Fingerprint.of(report));
    }

    private void checkTime(Instant reportedAt) {
        if (reportedAt.isAfter(clock.instant().plus(CLOCK_ERROR))) {
            throw new InvalidField("reportedAt", "lies in the future; set the clock");
        }
        if (reportedAt.isBefore(Instant.EPOCH)) {
            throw new InvalidField("reportedAt", "lies before 1970; set the clock");
        }
    }

    private static void checkDetails(Map<String, Object> details) {
        if (details == null) {
            return;
        }
        if (!TextRules.isStorable((Object) details)) {
            throw new InvalidField("details", TextRules.NOT_STORABLE);
        }
        if (Fingerprint.canonical(details).length > MOST_DETAILS) {
            throw new InvalidField("details", "must not be larger than 16 KiB");
        }
    }

    private RegionCode regionByName(Report report, Caller caller) {
        var region = report.regionCode();
        if (!regions.knows(region)) {
            throw new UnknownRegion("regionCode", region.value());
        }
        if (!caller.scope().contains(region)) {
            throw new NotFound("region");
        }
        var position = report.position();
        if (position != null && !agree(region, position)) {
            throw new InvalidField("position", "does not lie in " + regions.pathOf(region) + "; mend one of the two");
        }
        return region;
    }

    private boolean agree(RegionCode region, Report.Coordinates position) {
        return regions.countiesNear(position.lat(), position.lon()).stream()
                .anyMatch(county -> county.contains(region) || region.contains(county));
    }

    private RegionCode regionByPosition(Report report, Caller caller) {
        var position = report.position();
        if (position == null) {
            throw new InvalidField("regionCode", "give a regionCode, a position or both");
        }
        var near = regions.countiesNear(position.lat(), position.lon());
        if (near.isEmpty()) {
            throw new InvalidField("position", "lies in no region that is known here");
        }
        if (near.stream().anyMatch(county -> county.contains(caller.region()))) {
            return caller.region();
        }
        return near.stream().filter(caller.scope()::contains).findFirst().orElseThrow(() -> new NotFound("region"));
    }

    /** The office files what others found; everyone else speaks for themselves. */
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

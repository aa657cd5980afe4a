package org.linzhang.patrol.patrol;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jboss.resteasy.reactive.RestQuery;

import org.linzhang.patrol.event.PatrolKind;
import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.problem.NotFound;
import org.linzhang.platform.problem.UnknownRegion;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.region.Regions;
import org.linzhang.platform.security.Caller;

/**
 * Which patrols a caller wants to see, as it stands in the address.
 *
 * @param region code; the caller's own where nothing is said
 * @param person username, or {@code me}
 * @param from the patrol started then or later: a time with offset, or a day in China
 * @param to the patrol started before that time, or on that day or before
 * @param limit 1 to 200
 */
record PatrolFilter(
        @RestQuery String region,
        @RestQuery String person,
        @RestQuery String kind,
        @RestQuery String from,
        @RestQuery String to,
        @RestQuery String cursor,
        @RestQuery String limit) {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int USUAL = 50;
    private static final int MOST = 200;

    /** What the database is asked. */
    record Choice(String condition, Map<String, Object> parameters, int limit) {}

    /** @throws org.linzhang.platform.problem.Problem that names the parameter that is not valid */
    Choice read(Caller caller, Regions regions) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        var wanted = region(caller, regions);
        conditions.add("regionCode >= :region and regionCode < :behind");
        parameters.put("region", wanted.value());
        parameters.put("behind", wanted.behind());
        if (person != null) {
            conditions.add("patroller = :person");
            parameters.put("person", person.equals("me") ? caller.username() : person);
        }
        if (kind != null) {
            conditions.add("kind = :kind");
            parameters.put("kind", parsedKind());
        }
        if (from != null) {
            conditions.add("startedAt >= :from");
            parameters.put("from", time("from", from, 0));
        }
        if (to != null) {
            conditions.add("startedAt < :to");
            parameters.put("to", time("to", to, 1));
        }
        if (cursor != null) {
            var after = Cursor.parse(cursor);
            conditions.add("(startedAt, id) < (:afterStart, :afterId)");
            parameters.put("afterStart", after.startedAt());
            parameters.put("afterId", after.id());
        }
        return new Choice(String.join(" and ", conditions), parameters, parsedLimit());
    }

    private RegionCode region(Caller caller, Regions regions) {
        if (region == null) {
            return caller.region();
        }
        RegionCode code;
        try {
            code = RegionCode.of(region);
        } catch (IllegalArgumentException e) {
            throw new InvalidField("region", e.getMessage());
        }
        if (!regions.knows(code)) {
            throw new UnknownRegion("region", region);
        }
        if (!caller.scope().contains(code)) {
            throw new NotFound("region");
        }
        return code;
    }

    private PatrolKind parsedKind() {
        return Arrays.stream(PatrolKind.values())
                .filter(known -> known.name().equals(kind))
                .findFirst()
                .orElseThrow(() -> new InvalidField("kind", "must be one of " + Arrays.toString(PatrolKind.values())));
    }

    private static Instant time(String field, String text, int daysBehind) {
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text)
                            .plusDays(daysBehind)
                            .atStartOfDay(CHINA)
                            .toInstant()
                    : DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw new InvalidField(field, "must be a day, such as 2026-11-21, or a time with offset");
        }
    }

    private int parsedLimit() {
        if (limit == null) {
            return USUAL;
        }
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw new InvalidField("limit", "must be a number from 1 to " + MOST);
    }
}

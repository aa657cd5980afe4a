package org.linzhang.patrol.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jboss.resteasy.reactive.RestQuery;

import org.linzhang.patrol.event.PatrolKind;
import org.linzhang.platform.input.QueryParams;
import org.linzhang.platform.input.RegionParam;
import org.linzhang.platform.page.KeysetPosition;
import org.linzhang.platform.page.PageRequest;
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

    /** What the database is asked. */
    record Choice(String condition, Map<String, Object> parameters, PageRequest page) {}

    /** @throws org.linzhang.platform.problem.Problem that names the parameter that is not valid */
    Choice read(Caller caller, RegionParam asked) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        var wanted = asked.of(region, caller);
        conditions.add("regionCode >= :region and regionCode < :behind");
        parameters.put("region", wanted.value());
        parameters.put("behind", wanted.upperBound());
        if (person != null) {
            conditions.add("patroller = :person");
            parameters.put("person", person.equals("me") ? caller.username() : QueryParams.text("person", person));
        }
        if (kind != null) {
            conditions.add("kind = :kind");
            parameters.put("kind", QueryParams.word("kind", kind, PatrolKind.class));
        }
        if (from != null) {
            conditions.add("startedAt >= :from");
            parameters.put("from", QueryParams.from("from", from));
        }
        if (to != null) {
            conditions.add("startedAt < :to");
            parameters.put("to", QueryParams.to("to", to));
        }
        if (cursor != null) {
            var after = KeysetPosition.of(cursor);
            conditions.add("(startedAt, id) < (:afterStart, :afterId)");
            parameters.put("afterStart", after.at());
            parameters.put("afterId", after.id());
        }
        return new Choice(String.join(" and ", conditions), parameters, PageRequest.of(limit));
    }
}

package org.linzhang.patrol.recording;

import org.jboss.resteasy.reactive.RestQuery;

import org.linzhang.patrol.event.PatrolKind;
import org.linzhang.platform.input.QueryParams;
import org.linzhang.platform.input.RegionParam;
import org.linzhang.platform.page.ListQuery;
import org.linzhang.platform.security.Caller;

/**
 * The query parameters of a list of patrols.
 *
 * @param region code; all of the caller's regions if none is given
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

    /** @throws org.linzhang.platform.problem.Problem that names the first invalid parameter */
    ListQuery query(Caller caller, RegionParam regionParam) {
        var query = Patrols.in(regionParam.scopeOf(region, caller));
        if (person != null) {
            query.and("patroller = :person", "person", QueryParams.username("person", person, caller));
        }
        if (kind != null) {
            query.and("kind = :kind", "kind", QueryParams.constant("kind", kind, PatrolKind.class));
        }
        if (from != null) {
            query.and("startedAt >= :startedFrom", "startedFrom", QueryParams.from("from", from));
        }
        if (to != null) {
            query.and("startedAt < :startedTo", "startedTo", QueryParams.to("to", to));
        }
        return query.after(cursor).page(limit);
    }
}

package org.linzhang.incident.lifecycle;

import java.util.List;

import org.jboss.resteasy.reactive.RestQuery;

import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.IncidentStatus;
import org.linzhang.platform.input.QueryParams;
import org.linzhang.platform.input.RegionParam;
import org.linzhang.platform.page.ListQuery;
import org.linzhang.platform.security.Caller;

/**
 * The query parameters of a list of incidents.
 *
 * @param region code; without one the list has all incidents that the caller may see, also those outside their region
 * @param kind may be repeated
 * @param status may be repeated
 * @param reporter username, or {@code me}
 * @param from the report was received then or later: a time with offset, or a day in China
 * @param to the report was received before that time, or on that day or before
 * @param limit 1 to 200
 */
record IncidentFilter(
        @RestQuery String region,
        @RestQuery List<String> kind,
        @RestQuery List<String> status,
        @RestQuery String reporter,
        @RestQuery String from,
        @RestQuery String to,
        @RestQuery String cursor,
        @RestQuery String limit) {

    /** @throws org.linzhang.platform.problem.Problem that names the first invalid parameter */
    ListQuery query(Caller caller, RegionParam regionParam) {
        var query = region == null || region.isEmpty()
                ? Incidents.visibleTo(caller)
                : Incidents.in(regionParam.scopeOf(region, caller));
        if (!kind.isEmpty()) {
            query.and("kind in :kinds", "kinds", QueryParams.constants("kind", kind, IncidentKind.class));
        }
        if (!status.isEmpty()) {
            query.and("status in :statuses", "statuses", QueryParams.constants("status", status, IncidentStatus.class));
        }
        if (reporter != null) {
            query.and("reporter = :reporter", "reporter", QueryParams.username("reporter", reporter, caller));
        }
        if (from != null) {
            query.and("receivedAt >= :receivedFrom", "receivedFrom", QueryParams.from("from", from));
        }
        if (to != null) {
            query.and("receivedAt < :receivedTo", "receivedTo", QueryParams.to("to", to));
        }
        return query.after(cursor).page(limit);
    }
}

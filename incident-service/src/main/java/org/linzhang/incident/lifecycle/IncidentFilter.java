package org.linzhang.incident.lifecycle;

import java.util.List;

import io.quarkus.panache.common.Parameters;
import org.jboss.resteasy.reactive.RestQuery;

import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.IncidentStatus;
import org.linzhang.platform.input.QueryParams;
import org.linzhang.platform.input.RegionParam;
import org.linzhang.platform.page.KeysetPosition;
import org.linzhang.platform.page.PageRequest;
import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.region.Scope;
import org.linzhang.platform.security.Caller;

/** What a list of incidents is narrowed to. */
class IncidentFilter {

    /** A code; without one all that the caller may see, also beyond their region. */
    @RestQuery
    String region;

    /** May be repeated. */
    @RestQuery
    List<String> kind;

    /** May be repeated. */
    @RestQuery
    List<String> status;

    /** A username, or {@code me}. */
    @RestQuery
    String reporter;

    /** Received on this day of Asia/Shanghai or later, or at this time with offset. */
    @RestQuery
    String from;

    /** Received on this day of Asia/Shanghai or earlier, or before this time with offset. */
    @RestQuery
    String to;

    @RestQuery
    String cursor;

    @RestQuery
    String limit;

    /** The HQL condition, to be found with {@link #parameters}. */
    private final StringBuilder condition = new StringBuilder(Incidents.VISIBLE);

    private Parameters parameters;

    /** @throws InvalidField for the first parameter that cannot be read */
    IncidentFilter by(Caller caller, RegionParam asked) {
        parameters = Incidents.visibleTo(caller);
        if (region != null && !region.isEmpty()) {
            var scope = new Scope(asked.of(region, caller));
            and("regionCode >= :first", "first", scope.from());
            and("regionCode < :behind", "behind", scope.until());
        }
        if (!kind.isEmpty()) {
            and("kind in :kinds", "kinds", words("kind", kind, IncidentKind.class));
        }
        if (!status.isEmpty()) {
            and("status in :statuses", "statuses", words("status", status, IncidentStatus.class));
        }
        if (reporter != null) {
            and(
                    "reporter = :reporter",
                    "reporter",
                    "me".equals(reporter) ? caller.username() : QueryParams.text("reporter", reporter));
        }
        if (from != null) {
            and("receivedAt >= :since", "since", QueryParams.from("from", from));
        }
        if (to != null) {
            and("receivedAt < :before", "before", QueryParams.to("to", to));
        }
        if (cursor != null) {
            var last = KeysetPosition.of(cursor);
            and("(receivedAt, id) < (:lastAt, :lastId)", "lastAt", last.at());
            parameters.and("lastId", last.id());
        }
        return this;
    }

    String condition() {
        return condition.toString();
    }

    Parameters parameters() {
        return parameters;
    }

    PageRequest page() {
        return PageRequest.of(limit);
    }

    private void and(String term, String name, Object value) {
        condition.append(" and ").append(term);
        parameters.and(name, value);
    }

    private static <E extends Enum<E>> List<E> words(String field, List<String> texts, Class<E> type) {
        return texts.stream().map(text -> QueryParams.word(field, text, type)).toList();
    }
}

package org.linzhang.incident.incident;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;

import io.quarkus.panache.common.Parameters;
import org.jboss.resteasy.reactive.RestQuery;

import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.IncidentStatus;
import org.linzhang.incident.intake.Text;
import org.linzhang.incident.region.AskedRegion;
import org.linzhang.platform.problem.InvalidField;
import org.linzhang.platform.region.Scope;
import org.linzhang.platform.security.Caller;

/** What a list of incidents is narrowed to. */
class Search {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 200;

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
    Search by(Caller caller, AskedRegion asked) {
        parameters = Incidents.visibleTo(caller);
        if (region != null && !region.isEmpty()) {
            var scope = new Scope(asked.of(region, caller));
            and("regionCode >= :first", "first", scope.from());
            and("regionCode < :behind", "behind", scope.until());
        }
        if (!kind.isEmpty()) {
            and("kind in :kinds", "kinds", all("kind", kind, IncidentKind.class));
        }
        if (!status.isEmpty()) {
            and("status in :statuses", "statuses", all("status", status, IncidentStatus.class));
        }
        if (reporter != null) {
            and("reporter = :reporter", "reporter", "me".equals(reporter) ? caller.username() : username(reporter));
        }
        if (from != null) {
            and("receivedAt >= :since", "since", moment("from", from, 0));
        }
        if (to != null) {
            and("receivedAt < :before", "before", moment("to", to, 1));
        }
        if (cursor != null) {
            var last = Cursor.of(cursor);
            and("(receivedAt, id) < (:lastAt, :lastId)", "lastAt", last.receivedAt());
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

    int limit() {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (!limit.matches("\\d{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            throw new InvalidField("limit", "must be from 1 to " + MOST);
        }
        return Integer.parseInt(limit);
    }

    private void and(String term, String name, Object value) {
        condition.append(" and ").append(term);
        parameters.and(name, value);
    }

    private static <E extends Enum<E>> List<E> all(String field, List<String> words, Class<E> type) {
        return words.stream()
                .map(word -> Arrays.stream(type.getEnumConstants())
                        .filter(value -> value.name().equals(word))
                        .findFirst()
                        .orElseThrow(
                                () -> new InvalidField(field, "must be one of " + List.of(type.getEnumConstants()))))
                .toList();
    }

    private static String username(String text) {
        if (!Text.isStorable(text)) {
            throw new InvalidField("reporter", Text.NOT_STORABLE);
        }
        return text;
    }

    /** @param daysOn which midnight a date means: its own, or the one behind it */
    private static Instant moment(String field, String text, int daysOn) {
        try {
            // Ten digits and dashes, or the same and a time: no year that PostgreSQL does not know.
            if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                return LocalDate.parse(text).plusDays(daysOn).atStartOfDay(ZONE).toInstant();
            }
            if (text.matches("\\d{4}-.*")) {
                return OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeParseException e) {
            // falls through to the one refusal
        }
        throw new InvalidField(field, "must be a date such as 2026-11-21, or a time with offset");
    }
}

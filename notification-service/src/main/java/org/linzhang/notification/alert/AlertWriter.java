package org.linzhang.notification.alert;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

import org.linzhang.incident.event.IncidentReported;
import org.linzhang.notification.event.AlertReason;
import org.linzhang.notification.routing.Recipient;
import org.linzhang.platform.inbox.Inbox;
import org.linzhang.platform.outbox.Outbox;

/** Raises the alerts of a new report. Somebody waits for them, so inbox, incident, alerts and outbox are one statement. */
@ApplicationScoped
class AlertWriter {

    private static final String RAISE = "with " + Inbox.FIRST + """
            , incident as (
                insert into alerted_incident (id, region_code, kind, severity, status, lat, lon, description,
                                              reported_at, reporter, reporter_name)
                select $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 from first
            ), told as (
            """ + Outbox.insertFrom("first", 19) + """
            )
            insert into alert (id, incident_id, recipient, recipient_region, reason, status, seq, raised_at)
            select a.id, $3, a.recipient, a.recipient_region, $14, 'RAISED', nextval('alert_seq'), $15
            from first, unnest($16::uuid[], $17::text[], $18::text[]) as a (id, recipient, recipient_region)
            returning id, seq
            """;

    private final Pool pool;
    private final Outbox outbox;

    AlertWriter(Pool pool, Outbox outbox) {
        this.pool = pool;
        this.outbox = outbox;
    }

    /** Tells each recipient, in a transaction of its own; nobody where the consumer has had the report before. */
    Uni<AlertsChanged> raise(String consumer, IncidentReported report, List<Recipient> recipients, Instant at) {
        var incident = new AlertedIncident(report);
        var alerts = recipients.stream()
                .map(recipient -> new Alert(incident, recipient, AlertReason.REPORTED, at))
                .toList();
        var events = alerts.stream().map(Alert::raised).toList();
        var values = Tuple.tuple().addString(consumer).addUUID(report.eventId());
        add(values, incident);
        add(values, alerts, at);
        var told = outbox.rows(events);
        Outbox.addValues(values, told);
        return pool.preparedQuery(RAISE).execute(values).map(numbers -> {
            if (numbers.size() == 0) {
                return AlertsChanged.NOTHING;
            }
            outbox.publishCommitted(told);
            return new AlertsChanged(numbered(alerts, numbers), events);
        });
    }

    private static void add(Tuple values, AlertedIncident incident) {
        var position = incident.position();
        values.addUUID(incident.id())
                .addString(incident.region().value())
                .addString(incident.kind().name())
                .addString(incident.severity().name())
                .addString(incident.status().name())
                .addDouble(position == null ? null : position.lat())
                .addDouble(position == null ? null : position.lon())
                .addString(incident.description())
                .addOffsetDateTime(incident.reportedAt().atOffset(ZoneOffset.UTC))
                .addString(incident.reporter())
                .addString(incident.reporterName());
    }

    private static void add(Tuple values, List<Alert> alerts, Instant at) {
        values.addString(AlertReason.REPORTED.name())
                .addOffsetDateTime(at.atOffset(ZoneOffset.UTC))
                .addArrayOfUUID(alerts.stream().map(Alert::id).toArray(UUID[]::new))
                .addArrayOfString(texts(alerts, Alert::recipient))
                .addArrayOfString(texts(alerts, Alert::recipientRegion));
    }

    private static String[] texts(List<Alert> alerts, Function<Alert, String> text) {
        return alerts.stream().map(text).toArray(String[]::new);
    }

    private static List<Alert> numbered(List<Alert> alerts, RowSet<Row> numbers) {
        var changes = new HashMap<UUID, Long>();
        numbers.forEach(row -> changes.put(row.getUUID("id"), row.getLong("seq")));
        alerts.forEach(alert -> alert.number(changes.get(alert.id())));
        return alerts;
    }
}

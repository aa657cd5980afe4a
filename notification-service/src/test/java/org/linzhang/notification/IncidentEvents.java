package org.linzhang.notification;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import org.linzhang.incident.event.IncidentAccepted;
import org.linzhang.incident.event.IncidentClosed;
import org.linzhang.incident.event.IncidentFacts;
import org.linzhang.incident.event.IncidentHandedOver;
import org.linzhang.incident.event.IncidentHandled;
import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.IncidentRejected;
import org.linzhang.incident.event.IncidentReported;
import org.linzhang.incident.event.IncidentSentBack;
import org.linzhang.incident.event.IncidentStatus;
import org.linzhang.incident.event.Position;
import org.linzhang.incident.event.Severity;
import org.linzhang.incident.event.Source;
import org.linzhang.incident.event.StatusChange;
import org.linzhang.platform.event.DomainEvent;
import org.linzhang.platform.event.PersonName;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.testing.EventProbe;

/** Events of incident-service, and their publication. */
public final class IncidentEvents {

    public static final RegionCode VILLAGE = RegionCode.of("512002100201");
    public static final RegionCode TOWNSHIP = RegionCode.of("512002100");
    public static final RegionCode COUNTY = RegionCode.of("512002");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private IncidentEvents() {}

    public static IncidentReported fireIn(RegionCode region) {
        return reported(IncidentKind.FIRE, Severity.MAJOR, region);
    }

    public static IncidentReported reported(IncidentKind kind, Severity severity, RegionCode region) {
        var now = Instant.now();
        return new IncidentReported(
                UUID.randomUUID(),
                now,
                new IncidentFacts(UUID.randomUUID(), region, kind, severity, Source.RANGER, now),
                StatusChange.to(IncidentStatus.REPORTED),
                new Position(30.12, 104.65),
                "山脚冒烟",
                now,
                new Username("ranger"),
                new PersonName("张护林"),
                null);
    }

    public static IncidentAccepted accepted(IncidentReported report) {
        return new IncidentAccepted(
                UUID.randomUUID(),
                Instant.now(),
                report.incident(),
                new StatusChange(IncidentStatus.REPORTED, IncidentStatus.ACCEPTED),
                new Username("county"),
                new PersonName("赵县林长"),
                null);
    }

    public static IncidentHandled handled(IncidentReported report) {
        return new IncidentHandled(
                UUID.randomUUID(),
                Instant.now(),
                report.incident(),
                new StatusChange(IncidentStatus.HANDED_OVER, IncidentStatus.HANDLED),
                new Username("county"),
                new PersonName("赵县林长"),
                "灭了");
    }

    /** @param region null if it is handed over to a person */
    public static IncidentHandedOver handedOver(IncidentReported report, RegionCode region, String username) {
        return new IncidentHandedOver(
                UUID.randomUUID(),
                Instant.now(),
                report.incident(),
                new StatusChange(IncidentStatus.ACCEPTED, IncidentStatus.HANDED_OVER),
                new Username("county"),
                new PersonName("赵县林长"),
                null,
                region,
                Username.ofNullable(username));
    }

    public static IncidentSentBack sentBack(IncidentReported report, RegionCode region, String username) {
        return new IncidentSentBack(
                UUID.randomUUID(),
                Instant.now(),
                report.incident(),
                new StatusChange(IncidentStatus.HANDLED, IncidentStatus.HANDED_OVER),
                new Username("supervisor"),
                new PersonName("刘督查"),
                "还在冒烟",
                region,
                Username.ofNullable(username));
    }

    public static IncidentClosed closed(IncidentReported report) {
        return new IncidentClosed(
                UUID.randomUUID(),
                Instant.now(),
                report.incident(),
                new StatusChange(IncidentStatus.HANDLED, IncidentStatus.CLOSED),
                new Username("supervisor"),
                new PersonName("刘督查"),
                null);
    }

    public static IncidentRejected rejected(IncidentReported report) {
        return new IncidentRejected(
                UUID.randomUUID(),
                Instant.now(),
                report.incident(),
                new StatusChange(IncidentStatus.REPORTED, IncidentStatus.REJECTED),
                new Username("county"),
                new PersonName("赵县林长"),
                "是炊烟");
    }

    /** Publishes events of any contract, in order. */
    public static void publish(DomainEvent... events) {
        for (var event : events) {
            EventProbe.send(event.topic(), event.key(), Map.of("ce_type", event.type()), json(event));
        }
    }

    private static String json(DomainEvent event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

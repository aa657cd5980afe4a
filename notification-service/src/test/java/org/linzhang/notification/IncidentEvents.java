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
import org.linzhang.incident.event.IncidentEvent;
import org.linzhang.incident.event.IncidentHandedOver;
import org.linzhang.incident.event.IncidentHandled;
import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.IncidentRejected;
import org.linzhang.incident.event.IncidentReported;
import org.linzhang.incident.event.IncidentSentBack;
import org.linzhang.incident.event.Position;
import org.linzhang.incident.event.Severity;
import org.linzhang.incident.event.Source;
import org.linzhang.platform.event.DomainEvent;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.testing.EventProbe;

/** What incident-service would say: its events, put on its topic. */
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
                UUID.randomUUID(),
                region,
                kind,
                now,
                severity,
                Source.RANGER,
                new Position(30.12, 104.65),
                "山脚冒烟",
                now,
                "ranger",
                "张护林",
                null);
    }

    public static IncidentAccepted accepted(IncidentReported of) {
        return new IncidentAccepted(
                UUID.randomUUID(),
                Instant.now(),
                of.incidentId(),
                of.region(),
                of.kind(),
                of.receivedAt(),
                "county",
                "赵县林长",
                null);
    }

    public static IncidentHandled handled(IncidentReported of) {
        return new IncidentHandled(
                UUID.randomUUID(),
                Instant.now(),
                of.incidentId(),
                of.region(),
                of.kind(),
                of.receivedAt(),
                "county",
                "赵县林长",
                "灭了");
    }

    /** @param region null where it goes to a person */
    public static IncidentHandedOver handedOver(IncidentReported of, RegionCode region, String username) {
        return new IncidentHandedOver(
                UUID.randomUUID(),
                Instant.now(),
                of.incidentId(),
                of.region(),
                of.kind(),
                of.receivedAt(),
                "county",
                "赵县林长",
                null,
                region,
                username);
    }

    public static IncidentSentBack sentBack(IncidentReported of, RegionCode region, String username) {
        return new IncidentSentBack(
                UUID.randomUUID(),
                Instant.now(),
                of.incidentId(),
                of.region(),
                of.kind(),
                of.receivedAt(),
                "supervisor",
                "刘督查",
                "还在冒烟",
                region,
                username);
    }

    public static IncidentClosed closed(IncidentReported of) {
        return new IncidentClosed(
                UUID.randomUUID(),
                Instant.now(),
                of.incidentId(),
                of.region(),
                of.kind(),
                of.receivedAt(),
                "supervisor",
                "刘督查",
                null);
    }

    public static IncidentRejected rejected(IncidentReported of) {
        return new IncidentRejected(
                UUID.randomUUID(),
                Instant.now(),
                of.incidentId(),
                of.region(),
                of.kind(),
                of.receivedAt(),
                "county",
                "赵县林长",
                "是炊烟");
    }

    public static void happen(IncidentEvent... events) {
        for (var event : events) {
            deliver(event);
        }
    }

    public static void deliver(DomainEvent event) {
        EventProbe.send(event.topic(), event.key(), Map.of("ce_type", event.type()), json(event));
    }

    private static String json(DomainEvent event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

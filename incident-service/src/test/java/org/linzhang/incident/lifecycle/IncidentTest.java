package org.linzhang.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linzhang.incident.lifecycle.Callers.COUNTY;
import static org.linzhang.incident.lifecycle.Callers.RANGER;
import static org.linzhang.incident.lifecycle.Callers.SUPERVISOR;
import static org.linzhang.incident.lifecycle.Callers.TOWNSHIP;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.linzhang.incident.event.IncidentKind;
import org.linzhang.incident.event.IncidentStatus;
import org.linzhang.incident.event.Position;
import org.linzhang.incident.event.Severity;
import org.linzhang.incident.event.Source;
import org.linzhang.incident.intake.Report;
import org.linzhang.incident.intake.ValidatedReport;
import org.linzhang.platform.event.PersonName;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Caller;

class IncidentTest {

    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final RegionCode VILLAGE = RegionCode.of("512002100201");

    @Test
    void the_reported_event_contains_the_fields_of_the_report() {
        // Given
        var incident = reported();
        // When
        var event = incident.reported(UUID.randomUUID());
        // Then
        assertThat(event.incidentId()).isEqualTo(incident.id);
        assertThat(event.region()).isEqualTo(VILLAGE);
        assertThat(event.kind()).isEqualTo(IncidentKind.FIRE);
        assertThat(event.position()).isEqualTo(new Position(30.12, 104.65));
        assertThat(event.occurredAt()).isEqualTo(event.receivedAt()).isEqualTo(NOW);
        assertThat(event.reporterName()).isEqualTo(new PersonName(RANGER.name()));
    }

    @Test
    void an_incident_handled_by_the_assigned_township_is_sent_back_to_the_township() {
        // Given
        var incident = reported();
        var township = new Assignee("512002100", null, "雁江镇");
        // When
        incident.accept(by(COUNTY));
        var handedOver = incident.handOver(township, by(COUNTY));
        incident.handle(by(TOWNSHIP));
        var sentBack = incident.sendBack(by(SUPERVISOR));
        // Then
        assertThat(handedOver.toRegion()).isEqualTo(RegionCode.of("512002100"));
        assertThat(handedOver.toUsername()).isNull();
        assertThat(sentBack.toRegion()).isEqualTo(RegionCode.of("512002100"));
        assertThat(incident.handedTo).isEqualTo(township);
        assertThat(incident.status).isEqualTo(IncidentStatus.HANDED_OVER);
    }

    @Test
    void an_incident_handled_on_behalf_of_the_assignee_is_sent_back_to_the_handler() {
        // Given
        var incident = reported();
        incident.accept(by(COUNTY));
        incident.handOver(new Assignee("512002100", null, "雁江镇"), by(COUNTY));
        // When
        incident.handle(by(COUNTY));
        var sentBack = incident.sendBack(by(SUPERVISOR));
        // Then
        assertThat(sentBack.toRegion()).isNull();
        assertThat(sentBack.toUsername()).isEqualTo(new Username("county"));
    }

    @Test
    void an_unassigned_incident_is_sent_back_to_the_handler() {
        // Given
        var incident = reported();
        // When
        incident.accept(by(COUNTY));
        incident.handle(by(COUNTY));
        // Then
        assertThat(incident.sendBack(by(SUPERVISOR)).toUsername()).isEqualTo(new Username("county"));
    }

    @Test
    void verifying_sets_the_closing_time_and_allows_no_further_action() {
        // Given
        var incident = reported();
        incident.accept(by(COUNTY));
        incident.handle(by(COUNTY));
        // When
        var closed = incident.verify(by(SUPERVISOR));
        // Then
        assertThat(incident.closedAt).isEqualTo(closed.occurredAt());
        assertThat(incident.status).isEqualTo(IncidentStatus.CLOSED);
        assertThatThrownBy(() -> incident.handle(by(COUNTY))).isInstanceOf(IllegalTransition.class);
    }

    @Test
    void a_refused_action_changes_nothing() {
        // Given
        var incident = reported();
        // When
        assertThatThrownBy(() -> incident.verify(by(SUPERVISOR))).isInstanceOf(IllegalTransition.class);
        // Then
        assertThat(incident.status).isEqualTo(IncidentStatus.REPORTED);
        assertThat(incident.updatedAt).isEqualTo(NOW);
        assertThat(incident.closedAt).isNull();
    }

    static Incident reported() {
        return reportedAt(VILLAGE);
    }

    static Incident reportedAt(RegionCode region) {
        var report = new Report(
                IncidentKind.FIRE,
                Severity.MAJOR,
                region,
                new Report.Coordinates(30.12, 104.65),
                "smoke",
                NOW,
                null,
                null,
                Map.of());
        var validated = new ValidatedReport(report, region, Source.RANGER, new byte[32]);
        return new Incident(UUID.randomUUID(), validated, RANGER, NOW);
    }

    private static ActionContext by(Caller actor) {
        return new ActionContext(UUID.randomUUID(), actor, NOW.plusSeconds(60), "done");
    }
}

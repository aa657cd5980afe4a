package org.linzhang.incident.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linzhang.incident.lifecycle.Callers.COUNTY;
import static org.linzhang.incident.lifecycle.Callers.SUPERVISOR;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.linzhang.incident.event.IncidentEvent;
import org.linzhang.platform.security.Caller;

/** Consumers that count or route need no look-up, also years later: each event contains the facts of its incident. */
class EventContentTest {

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    static Stream<Arguments> events() {
        var incident = IncidentTest.reported();
        var rejected = IncidentTest.reported();
        return Stream.of(
                Arguments.of(incident.reported(UUID.randomUUID()), null, "REPORTED", "reporter", "ranger"),
                Arguments.of(incident.accept(by(COUNTY)), "REPORTED", "ACCEPTED", "actor", "county"),
                Arguments.of(
                        incident.handOver(new Assignee("512002100", null, "雁江镇"), by(COUNTY)),
                        "ACCEPTED",
                        "HANDED_OVER",
                        "actor",
                        "county"),
                Arguments.of(incident.handle(by(COUNTY)), "HANDED_OVER", "HANDLED", "actor", "county"),
                Arguments.of(incident.sendBack(by(SUPERVISOR)), "HANDLED", "HANDED_OVER", "actor", "supervisor"),
                Arguments.of(incident.handle(by(COUNTY)), "HANDED_OVER", "HANDLED", "actor", "county"),
                Arguments.of(incident.verify(by(SUPERVISOR)), "HANDLED", "CLOSED", "actor", "supervisor"),
                Arguments.of(rejected.reject(by(COUNTY)), "REPORTED", "REJECTED", "actor", "county"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void each_event_contains_source_severity_region_person_and_the_change_of_status(
            IncidentEvent event, String before, String after, String personField, String username) {
        // When
        var json = JSON.<JsonNode>valueToTree(event);
        // Then
        assertThat(json.path("kind").textValue()).isEqualTo("FIRE");
        assertThat(json.path("severity").textValue()).isEqualTo("MAJOR");
        assertThat(json.path("source").textValue()).isEqualTo("RANGER");
        assertThat(json.path("region").textValue()).isEqualTo("512002100201");
        assertThat(json.has("statusBefore")).isTrue();
        assertThat(json.path("statusBefore").textValue()).isEqualTo(before);
        assertThat(json.path("statusAfter").textValue()).isEqualTo(after);
        assertThat(json.path(personField).textValue()).isEqualTo(username);
        assertThat(json.path(personField + "Name").textValue()).isNotBlank();
    }

    private static ActionContext by(Caller actor) {
        return new ActionContext(UUID.randomUUID(), actor, Instant.parse("2026-11-21T03:00:00Z"), "done");
    }
}

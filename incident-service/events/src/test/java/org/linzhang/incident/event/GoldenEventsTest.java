package org.linzhang.incident.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.linzhang.platform.event.EventTypes;

/** The golden files are the published contract: fields may be added, never changed or removed. */
class GoldenEventsTest {

    private static final Map<String, Class<? extends IncidentEvent>> TYPES = EventTypes.of(IncidentEvent.class);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static Set<String> types() {
        return TYPES.keySet();
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_golden_event_is_read_and_written_unchanged(String type) throws IOException {
        // Given
        var golden = golden(type);
        // When
        var event = JSON.treeToValue(golden, TYPES.get(type));
        // Then
        var written = JSON.<JsonNode>valueToTree(event);
        assertThat(golden.properties())
                .isNotEmpty()
                .allSatisfy(field -> assertThat(written.get(field.getKey()))
                        .as(field.getKey())
                        .isEqualTo(field.getValue()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_golden_event_has_every_field_of_its_record(String type) {
        // Given
        var fields = Stream.of(TYPES.get(type).getRecordComponents())
                .map(component -> component.getName())
                .collect(Collectors.toSet());
        // Then
        assertThat(golden(type).properties()).extracting(Map.Entry::getKey).containsExactlyInAnyOrderElementsOf(fields);
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_consumer_ignores_a_field_that_was_added_later(String type) throws IOException {
        // Given
        var extended = golden(type).deepCopy();
        ((ObjectNode) extended).put("addedLater", "?");
        // When
        var event = JSON.readerFor(TYPES.get(type))
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .<IncidentEvent>readValue(extended);
        // Then
        assertThat(event.type()).isEqualTo(type);
        assertThat(event.topic()).isEqualTo("incident.incidents.v1");
        assertThat(event.key()).isEqualTo(event.incidentId().toString());
    }

    @Test
    void every_type_ends_in_its_version() {
        assertThat(types()).hasSize(7).allMatch(type -> type.matches("org\\.linzhang\\.incident\\.[a-z-]+\\.v[0-9]+"));
    }

    private static JsonNode golden(String type) {
        try (var file = GoldenEventsTest.class.getResourceAsStream("/golden/" + type + ".json")) {
            assertThat(file).as("the golden file of " + type).isNotNull();
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

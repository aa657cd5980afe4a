package org.linzhang.patrol.event;

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
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.linzhang.platform.event.EventTypes;

/** The golden files are the published contract: fields may be added, never changed or removed. */
class GoldenEventsTest {

    private static final Map<String, Class<? extends PatrolEvent>> TYPES = EventTypes.of(PatrolEvent.class);

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
    void every_golden_file_is_read_and_written_unchanged(String type) throws IOException {
        // Given
        var golden = golden(type);
        // When
        var event = JSON.treeToValue(golden, TYPES.get(type));
        // Then
        var written = JSON.readTree(JSON.writeValueAsBytes(event));
        assertThat(golden.properties())
                .isNotEmpty()
                .allSatisfy(field -> assertThat(written.get(field.getKey()))
                        .as(field.getKey())
                        .isEqualTo(field.getValue()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_field_of_an_event_is_in_its_golden_file(String type) {
        // Given
        var fields = Stream.of(TYPES.get(type).getRecordComponents())
                .map(component -> component.getName())
                .collect(Collectors.toSet());
        // Then
        assertThat(golden(type).properties()).extracting(Map.Entry::getKey).containsExactlyInAnyOrderElementsOf(fields);
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_event_is_published_to_the_topic_of_patrols_with_its_patrol_as_key(String type) throws IOException {
        // When
        PatrolEvent event = JSON.treeToValue(golden(type), TYPES.get(type));
        // Then
        assertThat(event.type()).isEqualTo(type);
        assertThat(event.topic()).isEqualTo("patrol.patrols.v1");
        assertThat(event.key()).isEqualTo("01934729-9d10-7c3e-9b1f-20f4c5a0d311");
    }

    @Test
    void every_type_ends_in_its_version() {
        assertThat(types()).hasSize(2).allMatch(type -> type.matches("org\\.linzhang\\.patrol\\.[a-z-]+\\.v[0-9]+"));
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

package org.linzhang.notification.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.linzhang.platform.event.DomainEvent;
import org.linzhang.platform.event.EventTypes;

/**
 * Tests that hold for every event type of a contract. The golden files {@code golden/TYPE.json} are the JSON that consumers
 * rely on. Fields are added to them, never changed or removed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public interface GoldenEvents {

    ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    Class<? extends DomainEvent> contract();

    default Set<String> types() {
        return EventTypes.of(contract()).keySet();
    }

    @ParameterizedTest
    @MethodSource("types")
    default void the_golden_json_is_read_and_written_unchanged(String type) throws IOException {
        // Given
        var golden = golden(type);
        // When
        var event = JSON.treeToValue(golden, eventClass(type));
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
    default void the_golden_file_has_every_field_of_the_event(String type) {
        assertThat(golden(type).properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(Stream.of(eventClass(type).getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("types")
    default void a_consumer_ignores_a_field_that_was_added_later(String type) throws IOException {
        // Given
        var extended = golden(type).deepCopy();
        ((ObjectNode) extended).put("addedLater", "?");
        // When
        var event = JSON.readerFor(eventClass(type))
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .<DomainEvent>readValue(extended);
        // Then
        assertThat(event.type()).isEqualTo(type);
    }

    private Class<? extends DomainEvent> eventClass(String type) {
        return EventTypes.of(contract()).get(type);
    }

    static <E extends DomainEvent> E read(String type, Class<E> event) throws IOException {
        return JSON.treeToValue(golden(type), event);
    }

    private static JsonNode golden(String type) {
        try (var file = GoldenEvents.class.getResourceAsStream("/golden/" + type + ".json")) {
            assertThat(file).as("the golden file of " + type).isNotNull();
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

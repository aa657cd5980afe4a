package org.linzhang.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that hold for every event type of a contract. The golden files {@code golden/VERSION/TYPE.json} are the JSON of each
 * version that was ever written; consumers may still receive it. A file is never changed. A type that gets a field gets a file
 * in the next version.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public interface GoldenEvents {

    ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    Path FOLDER = Path.of("src/test/resources/golden");

    /** A golden file. */
    record Golden(int version, String type, JsonNode json) {

        static Golden read(Path file) {
            var name = file.getFileName().toString();
            try {
                return new Golden(
                        Integer.parseInt(file.getParent().getFileName().toString()),
                        name.substring(0, name.lastIndexOf('.')),
                        JSON.readTree(file.toFile()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return type + ", version " + version;
        }
    }

    Class<? extends DomainEvent> contract();

    /** The golden files of the contract, oldest first. */
    default List<Golden> files() throws IOException {
        var families = EventTypes.readable(contract()).keySet().stream()
                .map(type -> type.substring(0, type.lastIndexOf('.', type.lastIndexOf('.') - 1) + 1))
                .collect(Collectors.toSet());
        try (var files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .map(Golden::read)
                    .filter(golden -> families.stream().anyMatch(golden.type()::startsWith))
                    .sorted(Comparator.comparing(Golden::version).thenComparing(Golden::type))
                    .toList();
        }
    }

    /** The newest file of each type that is written today. */
    default Stream<Golden> newest() throws IOException {
        var newest = new TreeMap<String, Golden>();
        files().forEach(golden -> newest.put(golden.type(), golden));
        newest.keySet().retainAll(EventTypes.of(contract()).keySet());
        return newest.values().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    default void an_event_of_every_version_is_read_and_no_field_is_lost(Golden golden) throws IOException {
        // When
        var event = read(golden);
        // Then
        var written = written(event);
        assertThat(golden.json().properties())
                .isNotEmpty()
                .allSatisfy(field -> assertThat(written.get(field.getKey()))
                        .as(field.getKey())
                        .isEqualTo(field.getValue()));
    }

    @ParameterizedTest
    @MethodSource("newest")
    default void the_newest_version_is_what_is_written_today(Golden golden) throws IOException {
        assertThat(written(read(golden))).isEqualTo(golden.json());
    }

    @Test
    default void every_type_has_a_golden_file_unless_it_has_no_payload() throws IOException {
        // Given
        var types = EventTypes.of(contract()).entrySet().stream()
                .filter(type -> !isTombstone(type.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        // Then
        assertThat(newest()).extracting(Golden::type).containsExactlyInAnyOrderElementsOf(types);
    }

    @ParameterizedTest
    @MethodSource("newest")
    default void a_consumer_ignores_a_field_that_was_added_later(Golden golden) throws IOException {
        // Given
        var extended = golden.json().<ObjectNode>deepCopy().put("addedLater", "?");
        // When
        var event = read(new Golden(golden.version(), golden.type(), extended));
        // Then
        assertThat(event).isEqualTo(read(golden));
        assertThat(event.type()).isEqualTo(golden.type());
    }

    @Test
    default void every_type_ends_in_its_version() {
        assertThat(types()).isNotEmpty().allMatch(type -> type.matches("org\\.linzhang\\.[a-z]+\\.[a-z-]+\\.v[0-9]+"));
    }

    default Set<String> types() {
        return EventTypes.of(contract()).keySet();
    }

    /** The event of a type's newest golden file. */
    default <E extends DomainEvent> E example(String type, Class<E> event) throws IOException {
        var golden =
                newest().filter(file -> file.type().equals(type)).findFirst().orElseThrow();
        return JSON.treeToValue(golden.json(), event);
    }

    private DomainEvent read(Golden golden) throws IOException {
        var event = EventTypes.readable(contract()).get(golden.type());
        assertThat(event).as("the record of " + golden.type()).isNotNull();
        return JSON.treeToValue(golden.json(), event);
    }

    /** Written and parsed, so that numbers of different Java types are equal. */
    private static JsonNode written(DomainEvent event) throws IOException {
        return JSON.readTree(JSON.writeValueAsBytes(event));
    }

    /** Reads an event without fields: whether it has a payload depends on the type only. */
    private static boolean isTombstone(Class<? extends DomainEvent> event) {
        return JSON.convertValue(JSON.createObjectNode(), event).deletesKey();
    }
}

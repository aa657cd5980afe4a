package org.linzhang.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.linzhang.incident.event.IncidentEvent;
import org.linzhang.notification.event.AlertEvent;
import org.linzhang.patrol.event.PatrolEvent;
import org.linzhang.platform.event.DomainEvent;
import org.linzhang.platform.event.EventTypes;
import org.linzhang.platform.servers.ProjectFolder;
import org.linzhang.roster.event.RosterEvent;

/** {@code docs/asyncapi.yaml} describes the topics of the services and the records of the contracts, and nothing else. */
class AsyncApiTest {
    private static final List<Class<? extends DomainEvent>> CONTRACTS =
            List.of(IncidentEvent.class, PatrolEvent.class, AlertEvent.class, RosterEvent.class);
    private static final List<String> SERVICES = List.of("incident-service", "patrol-service", "notification-service");
    private static final Pattern TOPIC = Pattern.compile("[a-z]+(?:\\.[a-z-]+)+\\.v[0-9]+");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
    private static final Path PROJECT = ProjectFolder.find().path();
    private static final JsonNode DOCUMENT = document();

    static Stream<Arguments> events() {
        return CONTRACTS.stream()
                .flatMap(contract -> EventTypes.of(contract).entrySet().stream())
                .map(type -> Arguments.of(type.getKey(), type.getValue()));
    }

    static Stream<Path> goldenFiles() {
        return SERVICES.stream().flatMap(service -> {
            try (var files = Files.walk(PROJECT.resolve(service).resolve("events/src/test/resources/golden"))) {
                return files.filter(Files::isRegularFile).toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void the_document_is_asyncapi_3() throws IOException {
        // Given
        JsonSchema schema;
        try (var file = AsyncApiTest.class.getResourceAsStream("/asyncapi-3.0.0.schema.json")) {
            schema = SCHEMAS.getSchema(file);
        }
        // Then
        assertThat(schema.validate(DOCUMENT)).isEmpty();
    }

    @Test
    void the_channels_are_the_topics_that_the_services_are_configured_with() throws IOException {
        // Given
        var configured = new TreeSet<String>();
        for (var service : SERVICES) {
            var properties =
                    Files.readString(PROJECT.resolve(service).resolve("src/main/resources/application.properties"));
            TOPIC.matcher(properties).results().map(MatchResult::group).forEach(configured::add);
        }
        // When
        var documented = elements(DOCUMENT.get("channels"))
                .map(channel -> channel.get("address").textValue())
                .toList();
        // Then
        assertThat(documented).containsExactlyInAnyOrderElementsOf(configured);
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_topic_of_an_event_type_has_its_message(String type, Class<? extends DomainEvent> event) {
        // Given
        var topic = JSON.convertValue(JSON.createObjectNode(), event).topic();
        // When
        var channel = elements(DOCUMENT.get("channels"))
                .filter(candidate -> candidate.get("address").textValue().equals(topic))
                .findFirst()
                .orElseThrow();
        // Then
        assertThat(elements(channel.get("messages"))
                        .map(AsyncApiTest::resolve)
                        .map(message -> message.get("name").textValue()))
                .contains(type);
    }

    @Test
    void each_message_is_an_event_type_or_the_dead_letter() {
        // Given
        var types = events().map(event -> event.get()[0].toString()).collect(Collectors.toSet());
        types.add("dead-letter");
        // Then
        assertThat(elements(DOCUMENT.at("/components/messages"))
                        .map(message -> message.get("name").textValue()))
                .containsExactlyInAnyOrderElementsOf(types);
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_payload_has_the_fields_types_and_constants_of_its_record(String type, Class<? extends DomainEvent> event) {
        // Given
        var payload = resolve(messageOf(type).get("payload"));
        // Then
        if (JSON.convertValue(JSON.createObjectNode(), event).deletesKey()) {
            assertThat(payload.get("type").textValue()).isEqualTo("null");
        } else {
            assertThat(documentedFields(payload)).isEqualTo(new RecordFields(event).shapes());
        }
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void an_event_of_every_version_matches_the_schema_of_its_payload(Path golden) throws IOException {
        // Given
        var type = golden.getFileName().toString().replaceFirst("\\.json$", "");
        var reference = messageOf(currentType(type)).get("payload");
        var schema = JSON.createObjectNode();
        schema.putArray("allOf").add(reference);
        schema.set("components", DOCUMENT.get("components"));
        // Then
        assertThat(SCHEMAS.getSchema(schema).validate(JSON.readTree(golden.toFile())))
                .isEmpty();
    }

    /** The type that an event is written with today. */
    private static String currentType(String type) {
        return CONTRACTS.stream()
                .flatMap(contract -> Stream.ofNullable(
                                EventTypes.readable(contract).get(type))
                        .flatMap(event -> EventTypes.of(contract).entrySet().stream()
                                .filter(current -> current.getValue().equals(event))))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode messageOf(String type) {
        return elements(DOCUMENT.at("/components/messages"))
                .filter(message -> message.get("name").textValue().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/asyncapi.yaml has no message " + type));
    }

    /** The shape of each field, as {@link RecordFields#shapes} has it; requires a description of each. */
    private static Map<String, String> documentedFields(JsonNode schema) {
        var fields = new TreeMap<String, String>();
        elements(schema.path("allOf"))
                .map(AsyncApiTest::resolve)
                .forEach(part -> fields.putAll(documentedFields(part)));
        schema.path("properties").properties().forEach(field -> {
            assertThat(field.getValue().path("description").asText())
                    .as("the description of " + field.getKey())
                    .isNotBlank();
            fields.put(field.getKey(), documentedShape(field.getValue()));
        });
        return fields;
    }

    private static String documentedShape(JsonNode property) {
        var schema = resolve(property);
        for (var combination : List.of("allOf", "oneOf")) {
            if (schema.has(combination)) {
                return elements(schema.get(combination))
                        .filter(part -> !part.path("type").asText().equals("null"))
                        .map(AsyncApiTest::documentedShape)
                        .collect(Collectors.joining(" and "));
            }
        }
        if (schema.has("properties")) {
            return documentedFields(schema).toString();
        }
        if (schema.has("items")) {
            return "array of " + documentedShape(schema.get("items"));
        }
        var constants = texts(schema.path("enum"));
        return constants.isEmpty() ? typeOf(schema) : constants.toString();
    }

    private static String typeOf(JsonNode schema) {
        var types = new ArrayList<>(texts(schema.get("type")));
        types.remove("null");
        return String.join("|", types)
                + (schema.has("format") ? " " + schema.get("format").textValue() : "");
    }

    private static List<String> texts(JsonNode node) {
        return node.isTextual()
                ? List.of(node.textValue())
                : elements(node).map(JsonNode::textValue).toList();
    }

    private static JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.get("$ref").textValue().substring(1)) : node;
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private static JsonNode document() {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readTree(PROJECT.resolve("docs/asyncapi.yaml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

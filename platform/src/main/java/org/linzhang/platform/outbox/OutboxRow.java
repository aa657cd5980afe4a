package org.linzhang.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.linzhang.platform.event.DomainEvent;
import org.linzhang.platform.request.RequestId;

/**
 * An event as a row of the table {@code outbox}, under the column names of Debezium's outbox event router.
 *
 * @param aggregatetype the topic
 * @param aggregateid the Kafka key
 * @param payload JSON; {@code null} for a record without a value
 * @param headers JSON object of the Kafka headers
 */
public record OutboxRow(
        UUID id, String aggregatetype, String aggregateid, String type, String payload, String headers) {

    /** JSON null, because the column is not nullable. */
    private static final String NO_PAYLOAD = "null";

    /** @param service the CloudEvents source */
    static OutboxRow of(DomainEvent event, String service, ObjectMapper json) {
        var headers = json.createObjectNode()
                .put("ce_specversion", "1.0")
                .put("ce_id", event.eventId().toString())
                .put("ce_type", event.type())
                .put("ce_source", "/" + service)
                .put("ce_time", event.occurredAt().atOffset(ZoneOffset.UTC).toString())
                .put("ce_subject", event.key())
                .put("content-type", "application/json");
        var request = RequestId.current();
        if (request != null) {
            headers.put("ce_" + RequestId.ATTRIBUTE, request);
        }
        try {
            return new OutboxRow(
                    event.eventId(),
                    event.topic(),
                    event.key(),
                    event.type(),
                    event.deletesKey() ? NO_PAYLOAD : json.writeValueAsString(event),
                    headers.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(event.type() + " cannot be written as JSON", e);
        }
    }

    /** The value of the Kafka record; null for a tombstone. */
    byte[] value() {
        return payload.equals(NO_PAYLOAD) ? null : payload.getBytes(StandardCharsets.UTF_8);
    }
}

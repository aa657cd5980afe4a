package org.linzhang.local.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the platform answered.
 *
 * @param call method and path that were asked
 * @param body a missing node where there was none
 */
public record ApiResponse(String call, int status, JsonNode body) {
    /** This answer, if it has one of those statuses; else {@link Unexpected}. */
    public ApiResponse expect(int... statuses) {
        for (int expected : statuses) {
            if (status == expected) {
                return this;
            }
        }
        throw new Unexpected("%s answered %d: %s".formatted(call, status, body));
    }

    /** This answer, if the field reads so; else {@link Unexpected}. */
    public ApiResponse expect(String field, String value) {
        if (!body.path(field).asText().equals(value)) {
            throw new Unexpected("%s answered %s where %s=%s was due".formatted(call, body, field, value));
        }
        return this;
    }

    /** The platform answered something else than it should. */
    public static final class Unexpected extends RuntimeException {
        public Unexpected(String message) {
            super(message);
        }
    }
}

package org.linzhang.local.client;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A response of the platform.
 *
 * @param call method and path of the request
 * @param text the body
 */
public record ApiResponse(String call, int status, String text) {

    /** @throws UnexpectedResponseException if the status is another one */
    public ApiResponse expect(int... statuses) {
        for (int expected : statuses) {
            if (status == expected) {
                return this;
            }
        }
        throw new UnexpectedResponseException("%s returned %d: %s".formatted(call, status, text));
    }

    /** @throws UnexpectedResponseException if the field of the body has another value */
    public ApiResponse expect(String field, String value) {
        if (!json().path(field).asText().equals(value)) {
            throw new UnexpectedResponseException(
                    "%s returned %s instead of %s=%s".formatted(call, text, field, value));
        }
        return this;
    }

    /** @throws UnexpectedResponseException if the body is no JSON */
    public JsonNode json() {
        try {
            return Json.read(text);
        } catch (UncheckedIOException e) {
            throw new UnexpectedResponseException("%s returned %d without JSON: %s".formatted(call, status, text));
        }
    }

    /** @throws UnexpectedResponseException if the body is no list */
    public List<JsonNode> items() {
        var items = json().path("items");
        if (!items.isArray()) {
            throw new UnexpectedResponseException("%s returned %d without a list: %s".formatted(call, status, text));
        }
        return StreamSupport.stream(items.spliterator(), false).toList();
    }
}

package org.linzhang.smoke;

import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the gateway said to a call. */
record ApiResponse(int status, String text) {
    static final ObjectMapper JSON = new ObjectMapper();

    /** The body. */
    JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Status %d with no JSON: %s".formatted(status, text), e);
        }
    }

    /** The items of a list. */
    Stream<JsonNode> items() {
        var items = json().path("items");
        if (!items.isArray()) {
            throw new AssertionError("Status %d with no list: %s".formatted(status, text));
        }
        return StreamSupport.stream(items.spliterator(), false);
    }
}

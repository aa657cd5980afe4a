package org.linzhang.incident.incident;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;

import org.linzhang.platform.problem.InvalidField;

/** The place in a list behind an incident: lists go from the newest to the oldest. */
record Cursor(Instant receivedAt, UUID id) {

    /** Microseconds since 1970, and the id. */
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,18}) ([0-9a-f-]{36})");

    static Cursor behind(Incident incident) {
        return new Cursor(incident.receivedAt, incident.id);
    }

    String text() {
        var plain = ChronoUnit.MICROS.between(Instant.EPOCH, receivedAt) + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws InvalidField for a text that this class has not written */
    static Cursor of(String text) {
        try {
            var plain = SHAPE.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII));
            if (plain.matches()) {
                var receivedAt = Instant.EPOCH.plus(Long.parseLong(plain.group(1)), ChronoUnit.MICROS);
                return new Cursor(receivedAt, UUID.fromString(plain.group(2)));
            }
        } catch (IllegalArgumentException e) {
            // falls through to the one refusal
        }
        throw new InvalidField("cursor", "is none; take the one that stands in next");
    }
}

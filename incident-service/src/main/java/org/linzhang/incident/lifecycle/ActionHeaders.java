package org.linzhang.incident.lifecycle;

import org.jboss.resteasy.reactive.RestHeader;

import org.linzhang.platform.input.TextRules;
import org.linzhang.platform.precondition.ViewTag;
import org.linzhang.platform.problem.InvalidField;

/**
 * The headers of a request for an action.
 *
 * @param idempotencyKey names the request; the action is performed once for a key. Null if there is none
 * @param ifMatch the entity tag of the view that the action is based on; null if there is none
 */
record ActionHeaders(
        @RestHeader(ActionHeaders.IDEMPOTENCY_KEY) String idempotencyKey,
        @RestHeader(ViewTag.IF_MATCH) String ifMatch) {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final int MAX_KEY_LENGTH = 64;

    /** @throws InvalidField if the key is blank, longer than 64 characters or cannot be stored */
    void checkKey() {
        var key = idempotencyKey;
        if (key != null && (key.isBlank() || key.length() > MAX_KEY_LENGTH || !TextRules.isStorable(key))) {
            throw new InvalidField(IDEMPOTENCY_KEY, "must have 1 to " + MAX_KEY_LENGTH + " characters");
        }
    }
}

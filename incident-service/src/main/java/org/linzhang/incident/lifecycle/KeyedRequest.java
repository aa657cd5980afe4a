package org.linzhang.incident.lifecycle;

import java.util.Arrays;

import org.linzhang.incident.intake.Fingerprint;
import org.linzhang.platform.security.Caller;

/**
 * A request for an action, as its {@code Idempotency-Key} identifies it.
 *
 * @param key null if the caller sent none
 * @param actor username
 * @param hash SHA-256 of the body
 */
record KeyedRequest(String key, IncidentAction action, String actor, byte[] hash) {

    static KeyedRequest of(IncidentAction action, ActionRequest body, String key, Caller actor) {
        return new KeyedRequest(key, action, actor.username(), Fingerprint.of(body));
    }

    /** Whether the entry, which has this key, records the same request. The body of an entry without a hash is unknown. */
    boolean isRecordedBy(HistoryEntry entry) {
        return action == entry.action
                && actor.equals(entry.actor)
                && (entry.requestHash == null || Arrays.equals(hash, entry.requestHash));
    }
}

package org.linzhang.incident.lifecycle;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.security.Caller;

/**
 * Who does something with an incident, when, and what they say to it.
 *
 * @param id of the event and of the entry in the ledger
 * @param note null where none was given
 */
record ActionContext(UUID id, Caller actor, Instant at, String note) {}

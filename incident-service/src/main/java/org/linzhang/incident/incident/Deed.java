package org.linzhang.incident.incident;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.security.Caller;

/**
 * Who does something with an incident, when, and what they say to it.
 *
 * @param id of the event and of the entry in the ledger
 * @param note null where none was given
 */
record Deed(UUID id, Caller actor, Instant at, String note) {}

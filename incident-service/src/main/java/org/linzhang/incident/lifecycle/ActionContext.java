package org.linzhang.incident.lifecycle;

import java.time.Instant;
import java.util.UUID;

import org.linzhang.platform.event.PersonName;
import org.linzhang.platform.event.Username;
import org.linzhang.platform.security.Caller;

/**
 * Who performs an action on an incident, when, and with which note.
 *
 * @param id of the event and of the history entry
 * @param at by the server's clock
 * @param note null if none was given
 */
record ActionContext(UUID id, Caller actor, Instant at, String note) {

    Username username() {
        return new Username(actor.username());
    }

    PersonName personName() {
        return new PersonName(actor.name());
    }
}

package org.linzhang.incident.lifecycle;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.linzhang.platform.input.TextRules;
import org.linzhang.platform.problem.InvalidField;

/**
 * The body of a request for an action.
 *
 * @param note at most 2,000 characters; null or blank for none
 * @param to the recipient of a hand-over: a region code for its chief, or a username; null with other actions
 */
record ActionRequest(
        @Size(max = 2000, message = "must not be longer than 2000 characters")
        @Pattern(regexp = TextRules.STORABLE, flags = Pattern.Flag.DOTALL, message = TextRules.NOT_STORABLE)
        String note,

        @Size(max = 255, message = "must not be longer than 255 characters")
        @Pattern(regexp = TextRules.STORABLE, flags = Pattern.Flag.DOTALL, message = TextRules.NOT_STORABLE)
        String to) {

    private static final ActionRequest EMPTY = new ActionRequest(null, null);

    /** The body is optional: an absent one is the same as {@code {}}. */
    static ActionRequest orEmpty(ActionRequest body) {
        return body == null ? EMPTY : body;
    }

    /** Null if the note is absent or blank. */
    String noteOrNull() {
        return note == null || note.isBlank() ? null : note;
    }

    /** @throws InvalidField if the action requires a note and there is none */
    void checkNote(IncidentAction action) {
        if (action.requiresNote() && noteOrNull() == null) {
            throw new InvalidField("note", "must not be blank; " + action.wireName() + " requires a note");
        }
    }

    /** @throws InvalidField if no recipient is given */
    String recipient() {
        if (to == null || to.isBlank()) {
            throw new InvalidField("to", "name a region code or a username");
        }
        return to.strip();
    }
}

package org.linzhang.incident.lifecycle;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.linzhang.platform.input.TextRules;
import org.linzhang.platform.problem.InvalidField;

/**
 * What is said with a verb.
 *
 * @param note at most 2,000 characters; null or blank for none
 * @param to whom it is handed over to: a region code for its chief, or a username; null with other verbs
 */
record ActionRequest(
        @Size(max = 2000, message = "must not be longer than 2000 characters")
        @Pattern(regexp = TextRules.STORABLE, flags = Pattern.Flag.DOTALL, message = TextRules.NOT_STORABLE)
        String note,

        @Size(max = 255, message = "must not be longer than 255 characters")
        @Pattern(regexp = TextRules.STORABLE, flags = Pattern.Flag.DOTALL, message = TextRules.NOT_STORABLE)
        String to) {

    private static final ActionRequest NONE = new ActionRequest(null, null);

    /** A verb that needs no words may come without a body. */
    static ActionRequest of(ActionRequest body) {
        return body == null ? NONE : body;
    }

    /** The words; null for none. */
    String text() {
        return note == null || note.isBlank() ? null : note;
    }

    /** @throws InvalidField where this verb needs words and there are none */
    void check(IncidentAction verb) {
        boolean needed =
                verb == IncidentAction.REJECT || verb == IncidentAction.HANDLE || verb == IncidentAction.SEND_BACK;
        if (needed && text() == null) {
            throw new InvalidField("note", "say why or what was done; " + verb.word() + " needs a note");
        }
    }

    /** @throws InvalidField where nobody is named */
    String recipient() {
        if (to == null || to.isBlank()) {
            throw new InvalidField("to", "name a region code or a username");
        }
        return to.strip();
    }
}

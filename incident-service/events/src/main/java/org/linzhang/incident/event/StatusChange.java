package org.linzhang.incident.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The status of an incident before and after an event.
 *
 * @param before null for the report; both are null in events that were published before the fields were added
 */
public record StatusChange(
        @JsonProperty("statusBefore") IncidentStatus before,
        @JsonProperty("statusAfter") IncidentStatus after) {

    public static StatusChange to(IncidentStatus first) {
        return new StatusChange(null, first);
    }
}

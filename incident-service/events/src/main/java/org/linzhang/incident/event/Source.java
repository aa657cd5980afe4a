package org.linzhang.incident.event;

/** The origin of a report. */
public enum Source {
    RANGER,
    CHIEF,
    PUBLIC,
    HOTLINE,
    SATELLITE,
    SENSOR,
    INSPECTION
}

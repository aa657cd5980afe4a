package org.linzhang.incident.event;

/** The origin of a report. */
public enum Source {
    RANGER,
    CHIEF,
    PUBLIC,
    HOTLINE,
    SATELLITE,
    SENSOR,
    INSPECTION,
    /** A constant that was added after this version; see {@link org.linzhang.platform.event.UnknownConstant}. */
    UNKNOWN
}

package org.linzhang.incident.event;

/** Who or what an incident came from. */
public enum Source {
    RANGER,
    CHIEF,
    PUBLIC,
    HOTLINE,
    SATELLITE,
    SENSOR,
    INSPECTION
}

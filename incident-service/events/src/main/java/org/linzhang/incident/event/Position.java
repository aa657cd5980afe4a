package org.linzhang.incident.event;

/** WGS84 degrees. */
public record Position(double lat, double lon) {}

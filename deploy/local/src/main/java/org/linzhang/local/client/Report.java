package org.linzhang.local.client;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A report of an incident.
 *
 * @param regionCode may be null if there is a position
 * @param lat degrees; null, like {@code lon}, if only the region is known
 * @param age how long ago the incident was reported by the clock of the reporter
 */
public record Report(
        String kind, String severity, String regionCode, Double lat, Double lon, String description, Duration age) {

    public static Report of(String kind, String severity, String description) {
        return new Report(kind, severity, null, null, null, description, Duration.ZERO);
    }

    public Report in(String region) {
        return new Report(kind, severity, region, lat, lon, description, age);
    }

    public Report at(double latitude, double longitude) {
        return new Report(kind, severity, regionCode, latitude, longitude, description, age);
    }

    public Report ago(Duration duration) {
        return new Report(kind, severity, regionCode, lat, lon, description, duration);
    }

    /** The body of {@code PUT /api/incidents/{id}}. */
    public Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("kind", kind);
        body.put("severity", severity);
        body.put("description", description);
        body.put("reportedAt", Instant.now().minus(age).toString());
        if (regionCode != null) {
            body.put("regionCode", regionCode);
        }
        if (lat != null) {
            body.put("position", Map.of("lat", lat, "lon", lon));
        }
        return body;
    }
}

package org.linzhang.smoke;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What somebody saw.
 *
 * @param regionCode may be null where there is a position
 * @param lat degrees, null like {@code lon} where only the region is known
 */
record Report(String kind, String severity, String regionCode, Double lat, Double lon, String description) {
    static Report of(String kind, String severity, String description) {
        return new Report(kind, severity, null, null, null, description);
    }

    Report in(String region) {
        return new Report(kind, severity, region, lat, lon, description);
    }

    Report at(double latitude, double longitude) {
        return new Report(kind, severity, regionCode, latitude, longitude, description);
    }

    /** As {@code PUT /api/incidents/{id}} takes it, reported now. */
    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("kind", kind);
        body.put("severity", severity);
        body.put("description", description);
        body.put("reportedAt", Instant.now().toString());
        if (regionCode != null) {
            body.put("regionCode", regionCode);
        }
        if (lat != null) {
            body.put("position", Map.of("lat", lat, "lon", lon));
        }
        return body;
    }
}

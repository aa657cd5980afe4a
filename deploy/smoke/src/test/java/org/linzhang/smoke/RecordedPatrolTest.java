package org.linzhang.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.linzhang.smoke.PlatformUnderTest.VILLAGE;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PlatformExtension.class)
class RecordedPatrolTest {
    private static final int POINTS = 600;
    private static final Duration BETWEEN_POINTS = Duration.ofSeconds(5);
    /** Between points, along a meridian: 1.1 m/s, the speed of a walker. */
    private static final double STEP_DEGREES = 0.00005;

    private static final double METRES_PER_DEGREE = 110_857;

    @Test
    void a_recorded_patrol_is_stored_with_its_track(PlatformUnderTest platform) {
        // Given
        var ranger = platform.client("ranger");
        var patrol = "/api/patrols/" + UUID.randomUUID();
        var walked = BETWEEN_POINTS.multipliedBy(POINTS - 1);
        var began = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(2));
        var begin =
                Map.of("kind", "ROUTINE", "regionCode", VILLAGE, "startedAt", began.toString(), "transport", "FOOT");
        var recording = gpx(began);
        var finish = Map.of("finishedAt", began.plus(walked).toString());

        // When: each request is sent twice, as by a phone that did not receive the response
        for (int expected : new int[] {201, 200}) {
            assertThat(ranger.put(patrol, begin).status()).isEqualTo(expected);
            assertThat(ranger.put(patrol + "/segments/0", "application/gpx+xml", recording)
                            .status())
                    .isEqualTo(expected);
        }
        var finished = ranger.put(patrol + "/finish", finish);

        // Then
        assertThat(finished.status()).as(finished.text()).isEqualTo(200);
        var summary = ranger.get(patrol).json().path("summary");
        assertThat(summary.path("points").asInt()).isEqualTo(POINTS);
        assertThat(summary.path("excludedPoints").asInt()).isZero();
        assertThat(summary.path("evidence")).isEmpty();
        assertThat(summary.path("durationSeconds").asLong()).isEqualTo(walked.toSeconds());
        double length = (POINTS - 1) * STEP_DEGREES * METRES_PER_DEGREE;
        assertThat(summary.path("distanceMetres").asDouble()).isCloseTo(length, within(length / 100));
        assertThat(ranger.get("/api/patrols?limit=10").items())
                .anyMatch(item -> patrol.endsWith(item.path("id").asText()));

        // Then
        var geoJson = ranger.get(patrol + "/track.geojson");
        assertThat(geoJson.status()).isEqualTo(200);
        assertThat(geoJson.text()).contains("\"LineString\"").contains("104.65");
        assertThat(ranger.get(patrol + "/track", "application/geo+json").text()).isEqualTo(geoJson.text());
        assertThat(ranger.get(patrol + "/track.gpx").text().split("<trkpt", -1)).hasSize(POINTS + 1);

        // Then
        var outsider = platform.client("outsider");
        assertThat(outsider.get(patrol).status()).isEqualTo(404);
        assertThat(outsider.get(patrol + "/track.gpx").status()).isEqualTo(404);
    }

    private static byte[] gpx(Instant began) {
        var gpx = new StringBuilder(
                "<gpx version=\"1.1\" creator=\"phone\" xmlns=\"http://www.topografix.com/GPX/1/1\"><trk><trkseg>");
        for (int i = 0; i < POINTS; i++) {
            gpx.append(String.format(
                    Locale.ROOT,
                    "<trkpt lat=\"%.6f\" lon=\"104.650000\"><ele>402.0</ele><time>%s</time></trkpt>",
                    30.11 + i * STEP_DEGREES,
                    began.plus(BETWEEN_POINTS.multipliedBy(i))));
        }
        return gpx.append("</trkseg></trk></gpx>").toString().getBytes(StandardCharsets.UTF_8);
    }
}

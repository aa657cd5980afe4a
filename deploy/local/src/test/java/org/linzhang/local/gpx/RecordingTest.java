package org.linzhang.local.gpx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class RecordingTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    private static final String FILE_TIME = "2010-12-14T06:17:04Z";

    @Test
    void a_patrol_lasts_from_the_first_to_the_last_time_of_all_its_tracks() throws Exception {
        // Given: namespaces of recorders, two tracks, a waypoint outside them
        var recording = Recording.read(bytes("""
                <?xml version="1.0"?>
                <gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1" xmlns:x="http://www.garmin.com/xmlschemas/GpxExtensions/v3">
                <metadata><time>2010-12-14T06:17:04Z</time></metadata>
                <wpt lat="30" lon="104"><time>2009-01-01T00:00:00Z</time></wpt>
                <trk><extensions><x:TrackExtension/></extensions>
                  <trkseg><trkpt lat="30.1" lon="104.1"><ele>400</ele><time>2020-12-18T06:15:50Z</time></trkpt></trkseg></trk>
                <trk><trkseg><trkpt lat="30.2" lon="104.2"><time>2020-12-18T14:24:32+08:00</time></trkpt>
                  <trkpt lat="30.3" lon="104.3"/></trkseg></trk>
                </gpx>"""));

        // Then
        assertThat(recording.points()).isEqualTo(3);
        assertThat(recording.start(NOW)).isEqualTo("2020-12-18T06:15:50Z");
        assertThat(recording.end(NOW)).isEqualTo("2020-12-18T06:24:32Z");
    }

    @Test
    void the_time_of_the_file_replaces_implausible_times_of_points() throws Exception {
        for (var implausible : new String[] {"1901-12-13T20:45:52.2073437Z", "2099-01-01T00:00:00Z", "yesterday"}) {
            // Given
            var recording = Recording.read(gpx("<time>" + FILE_TIME + "</time>", point(implausible)));

            // Then
            assertThat(recording.start(NOW)).isEqualTo(FILE_TIME);
            assertThat(recording.end(NOW)).isEqualTo(FILE_TIME);
        }
    }

    @Test
    void a_recording_without_times_starts_in_1970() throws Exception {
        // Given
        var recording = Recording.read(gpx("", "<trkpt lat='30' lon='104'/>"));

        // Then
        assertThat(recording.start(NOW)).isEqualTo(Instant.EPOCH);
    }

    @Test
    void a_file_within_the_limits_is_uploaded_unchanged() throws Exception {
        // Given
        var file = gpx("", point("2020-12-18T06:15:50Z"));

        // Then
        assertThat(Recording.read(file).segments()).containsExactly(file);
    }

    @Test
    void a_long_track_is_split_into_segments_that_contain_all_points() throws Exception {
        // Given
        var many = IntStream.range(0, 4_100)
                .mapToObj(i ->
                        "<trkpt lat='30' lon='104'><time>%s</time><extensions><accuracy>5</accuracy></extensions></trkpt>"
                                .formatted(Instant.ofEpochSecond(1_600_000_000 + i)))
                .collect(Collectors.joining());

        // When
        var segments = Recording.read(gpx("", many)).segments();

        // Then
        assertThat(segments).hasSize(3);
        int points = 0;
        for (var segment : segments) {
            var read = Recording.read(segment);
            assertThat(read.points()).isLessThanOrEqualTo(2_000);
            assertThat(new String(segment, StandardCharsets.UTF_8)).contains("<accuracy>5</accuracy>");
            points += read.points();
        }
        assertThat(points).isEqualTo(4_100);
        assertThat(Recording.read(segments.getLast()).end(NOW)).isEqualTo(Instant.ofEpochSecond(1_600_004_099));
    }

    @Test
    void the_error_says_why_a_file_is_not_a_track() {
        assertThatThrownBy(() -> Recording.read(bytes("not a file"))).hasMessageContaining("not XML");
        assertThatThrownBy(() -> Recording.read(bytes("<kml/>"))).hasMessageContaining("kml");
        assertThatThrownBy(() -> Recording.read(bytes("<gpx/>"))).hasMessageContaining("no track points");
        assertThatThrownBy(() -> Recording.read(bytes(
                        "<!DOCTYPE gpx [<!ENTITY secret SYSTEM 'file:///etc/passwd'>]><gpx><trk>&secret;</trk></gpx>")))
                .hasMessageContaining("DOCTYPE");
    }

    private static String point(String time) {
        return "<trkpt lat='30' lon='104'><time>" + time + "</time></trkpt>";
    }

    private static byte[] gpx(String head, String points) {
        return bytes("<gpx version='1.0' xmlns='http://www.topografix.com/GPX/1/0'>" + head + "<trk><trkseg>" + points
                + "</trkseg></trk></gpx>");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package org.linzhang.patrol.track;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.platform.problem.InvalidField;

class GpxReaderTest {

    @Test
    void a_recording_of_gpx_1_0_is_read_with_its_speed() {
        // When
        var points = GpxReader.read("""
                <?xml version="1.0" encoding="UTF-8"?>
                <gpx version="1.0" xmlns="http://www.topografix.com/GPX/1/0"><time>2010-12-14T06:17:04Z</time>
                <wpt lat="1" lon="1"><name>no track</name></wpt>
                <trk><trkseg><trkpt lat="30.120000499" lon="104.650000501">
                  <ele>381.26</ele><time>2026-11-20T00:30:00.1234567Z</time><speed>1.25</speed><sat>7</sat>
                </trkpt></trkseg></trk></gpx>
                """.getBytes(UTF_8));

        // Then
        assertThat(points)
                .containsExactly(new Point(
                        Instant.parse("2026-11-20T00:30:00.123Z").toEpochMilli(),
                        30_120_000,
                        104_650_001,
                        3813,
                        null,
                        13,
                        false));
    }

    @Test
    void extensions_of_gpx_1_1_are_recognised_by_their_local_name() {
        // When
        var points = GpxReader.read(gpx("""
                <trkpt lat="30" lon="104"><time>2026-11-20T08:30:00+08:00</time><extensions>
                <osmand:speed xmlns:osmand="https://osmand.net">2.0</osmand:speed>
                <a:accuracy xmlns:a="urn:any">12.5</a:accuracy><a:mock xmlns:a="urn:any">true</a:mock>
                </extensions></trkpt>"""));

        // Then
        assertThat(points)
                .containsExactly(new Point(
                        Instant.parse("2026-11-20T00:30:00Z").toEpochMilli(),
                        30_000_000,
                        104_000_000,
                        null,
                        125,
                        20,
                        true));
    }

    @Test
    void all_tracks_and_their_segments_are_read_in_the_order_of_the_file() {
        // When
        var points = GpxReader.read(("<gpx><trk><trkseg><trkpt lat='1' lon='1'/><trkpt lat='2' lon='1'/></trkseg>"
                        + "<trkseg><trkpt lat='3' lon='1'/></trkseg></trk>"
                        + "<trk><trkseg><trkpt lat='4' lon='1'/></trkseg></trk></gpx>")
                .getBytes(UTF_8));

        // Then
        assertThat(points).extracting(Point::latDegrees).containsExactly(1.0, 2.0, 3.0, 4.0);
    }

    @ParameterizedTest
    @CsvSource({
        "1901-12-13T20:45:52.2073437Z, 1901-12-13T20:45:52.207Z",
        "2026-11-20T08:30:00, 2026-11-20T08:30:00Z",
        "2026-11-20T08:30:00+08:00, 2026-11-20T00:30:00Z",
        "yesterday,",
        "'',",
    })
    void a_time_is_kept_if_it_is_a_time(String text, Instant expected) {
        // When
        var points = GpxReader.read(gpx("<trkpt lat='30' lon='104'><time>" + text + "</time></trkpt>"));

        // Then
        assertThat(points.getFirst().time()).isEqualTo(expected == null ? null : expected.toEpochMilli());
    }

    @Test
    void an_encoding_other_than_utf_8_is_read() {
        assertThat(GpxReader.read(
                        "<?xml version='1.0' encoding='UTF-16'?><gpx><trk><trkseg><trkpt lat='1' lon='2'/></trkseg></trk></gpx>"
                                .getBytes(UTF_16)))
                .hasSize(1);
    }

    @Test
    @Timeout(5)
    void an_entity_bomb_is_rejected_before_it_is_expanded() {
        // Given
        var entityBomb = new StringBuilder("<?xml version='1.0'?><!DOCTYPE gpx [<!ENTITY a0 'boom'>");
        for (int i = 1; i < 30; i++) {
            entityBomb.append("<!ENTITY a%d '&a%d;&a%d;'>".formatted(i, i - 1, i - 1));
        }
        entityBomb.append("]><gpx><trk><trkseg><trkpt lat='1' lon='1'><time>&a29;</time></trkpt></trkseg></trk></gpx>");

        // Then
        assertThatExceptionOfType(GpxReader.MalformedGpx.class)
                .isThrownBy(() -> GpxReader.read(entityBomb.toString().getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE gpx SYSTEM 'file:///etc/passwd'><gpx/>",
                "<!DOCTYPE gpx [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><gpx><trk>&x;</trk></gpx>",
                "<gpx><trk><trkseg><trkpt lat='1' lon='1'>&x;</trkpt></trkseg></trk></gpx>",
                "<gpx><trk><trkseg><trkpt lat='1' lon='1'></trkseg></trk></gpx>",
                "<gpx><trk><trkseg><trkpt lat='1' lon='1'/>",
                "<kml><Placemark/></kml>",
                "{\"points\":[]}",
                "",
            })
    void a_body_that_is_not_gpx_is_rejected(String body) {
        assertThatExceptionOfType(GpxReader.MalformedGpx.class).isThrownBy(() -> GpxReader.read(body.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "<trkpt lat='90.1' lon='1'/>, points[0].lat",
        "<trkpt lat='1' lon='-180.1'/>, points[0].lon",
        "<trkpt lat='1' lon='1'/><trkpt lat='NaN' lon='1'/>, points[1].lat",
        "<trkpt lat='1'/>, points[0].lon",
        "'', points",
    })
    void an_invalid_position_is_named(String points, String field) {
        assertThatExceptionOfType(InvalidField.class)
                .isThrownBy(() -> GpxReader.read(gpx(points)))
                .satisfies(problem -> assertThat(problem.field()).isEqualTo(field));
    }

    @Test
    void more_than_2000_points_are_rejected() {
        assertThat(GpxReader.read(gpx("<trkpt lat='1' lon='1'/>".repeat(2000)))).hasSize(2000);
        assertThatExceptionOfType(InvalidField.class)
                .isThrownBy(() -> GpxReader.read(gpx("<trkpt lat='1' lon='1'/>".repeat(2001))))
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("points"));
    }

    @Test
    void a_written_track_is_read_back() {
        // Given
        var walk = new ArrayList<>(new GeneratedWalk(3, 1.2, Duration.ofSeconds(5)).points(20));
        walk.add(new Point(null, -1, 1, null, null, null, true));
        walk.add(new Point(null, -1, 1, null, 44, null, false));
        walk.add(new Point(null, -1, 1, null, null, 13, false));
        var writer = new GpxWriter(UUID.randomUUID());

        // When
        var written = new ByteArrayOutputStream();
        written.writeBytes(writer.head());
        written.writeBytes(writer.segment(0, walk.subList(0, 5)));
        written.writeBytes(writer.segment(1, walk.subList(5, walk.size())));
        written.writeBytes(writer.tail());

        // Then
        assertThat(GpxReader.read(written.toByteArray())).isEqualTo(walk);
    }

    private static byte[] gpx(String points) {
        return ("<gpx version='1.1' xmlns='http://www.topografix.com/GPX/1/1'><trk><trkseg>" + points
                        + "</trkseg></trk></gpx>")
                .getBytes(UTF_8);
    }
}

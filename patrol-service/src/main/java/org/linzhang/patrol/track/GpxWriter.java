package org.linzhang.patrol.track;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Writes GPX 1.1: one track with one track segment, because a new upload is not an interruption of the track. Accuracy (radius
 * in metres), speed (metres per second) and mock are extensions, because GPX 1.1 has no elements for them.
 *
 * <p>Not written with jpx, because that needs the whole track in memory.
 */
public final class GpxWriter implements TrackWriter {

    public static final String MEDIA_TYPE = "application/gpx+xml";

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <gpx version="1.1" creator="Linzhang" xmlns="http://www.topografix.com/GPX/1/1" \
            xmlns:lz="https://linzhang.org/gpx/1">
            <trk><name>%s</name><trkseg>
            """;

    private final UUID patrolId;

    public GpxWriter(UUID patrolId) {
        this.patrolId = patrolId;
    }

    @Override
    public byte[] head() {
        return bytes(HEAD.formatted(patrolId));
    }

    @Override
    public byte[] segment(int seq, List<Point> points) {
        var out = new StringBuilder(points.size() * 100);
        for (var point : points) {
            out.append("<trkpt lat=\"").append(decimal(point.lat(), 6));
            out.append("\" lon=\"").append(decimal(point.lon(), 6)).append("\">");
            if (point.altitude() != null) {
                element(out, "ele", decimal(point.altitude(), 1));
            }
            if (point.time() != null) {
                element(out, "time", Instant.ofEpochMilli(point.time()).toString());
            }
            extensions(out, point);
            out.append("</trkpt>\n");
        }
        return bytes(out.toString());
    }

    @Override
    public byte[] tail() {
        return bytes("</trkseg></trk>\n</gpx>\n");
    }

    private static void extensions(StringBuilder out, Point point) {
        if (point.accuracy() == null && point.speed() == null && !point.mock()) {
            return;
        }
        out.append("<extensions>");
        if (point.accuracy() != null) {
            element(out, "lz:accuracy", decimal(point.accuracy(), 1));
        }
        if (point.speed() != null) {
            element(out, "lz:speed", decimal(point.speed(), 1));
        }
        if (point.mock()) {
            element(out, "lz:mock", "true");
        }
        out.append("</extensions>");
    }

    private static void element(StringBuilder out, String name, String text) {
        out.append('<').append(name).append('>').append(text);
        out.append("</").append(name).append('>');
    }

    private static String decimal(int value, int places) {
        return BigDecimal.valueOf(value, places).toPlainString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

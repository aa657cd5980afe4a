package org.linzhang.patrol.track;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/**
 * Writes GeoJSON (RFC 7946): a feature collection with one feature per segment. Its geometry is a line string of longitude,
 * latitude and, if known, altitude (metres); a point if the segment has only one.
 *
 * <p>Properties: {@code seq}; {@code coordTimes} (the name that map tools use); and, if any point has them,
 * {@code accuracies} (radius in metres), {@code speeds} (metres per second) and {@code mocks}. Each array has one entry per
 * position; null if unknown.
 */
final class GeoJsonWriter implements TrackWriter {

    static final String MEDIA_TYPE = "application/geo+json";

    private static final JsonFactory JSON = new JsonFactory();

    private boolean first = true;

    @Override
    public byte[] head() {
        return bytes("{\"type\":\"FeatureCollection\",\"features\":[");
    }

    @Override
    public byte[] segment(int seq, List<Point> points) {
        var out = new ByteArrayOutputStream(points.size() * 64);
        if (!first) {
            out.write(',');
        }
        first = false;
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "Feature");
            writeGeometry(json, points);
            json.writeObjectFieldStart("properties");
            json.writeNumberField("seq", seq);
            writeTimes(json, points);
            writeTenths(json, "accuracies", points, Point::accuracy);
            writeTenths(json, "speeds", points, Point::speed);
            writeMocks(json, points);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public byte[] tail() {
        return bytes("]}");
    }

    private static void writeGeometry(JsonGenerator json, List<Point> points) throws IOException {
        boolean isLine = points.size() > 1;
        json.writeObjectFieldStart("geometry");
        json.writeStringField("type", isLine ? "LineString" : "Point");
        json.writeFieldName("coordinates");
        if (isLine) {
            json.writeStartArray();
        }
        for (var point : points) {
            json.writeStartArray();
            json.writeNumber(BigDecimal.valueOf(point.lon(), 6));
            json.writeNumber(BigDecimal.valueOf(point.lat(), 6));
            if (point.altitude() != null) {
                json.writeNumber(BigDecimal.valueOf(point.altitude(), 1));
            }
            json.writeEndArray();
        }
        if (isLine) {
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writeTimes(JsonGenerator json, List<Point> points) throws IOException {
        json.writeArrayFieldStart("coordTimes");
        for (var point : points) {
            if (point.time() == null) {
                json.writeNull();
            } else {
                json.writeString(Instant.ofEpochMilli(point.time()).toString());
            }
        }
        json.writeEndArray();
    }

    private static void writeTenths(JsonGenerator json, String name, List<Point> points, Function<Point, Integer> value)
            throws IOException {
        if (points.stream().map(value).allMatch(Objects::isNull)) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (var point : points) {
            var tenths = value.apply(point);
            json.writeNumber(tenths == null ? null : BigDecimal.valueOf(tenths, 1));
        }
        json.writeEndArray();
    }

    private static void writeMocks(JsonGenerator json, List<Point> points) throws IOException {
        if (points.stream().noneMatch(Point::mock)) {
            return;
        }
        json.writeArrayFieldStart("mocks");
        for (var point : points) {
            json.writeBoolean(point.mock());
        }
        json.writeEndArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

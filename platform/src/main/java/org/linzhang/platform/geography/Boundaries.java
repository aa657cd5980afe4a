package org.linzhang.platform.geography;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.geojson.GeoJsonReader;
import org.locationtech.jts.operation.distance.DistanceOp;

import org.linzhang.platform.region.RegionCode;

/** Polygons of regions in an in-memory spatial index, so that finding the region of a position needs no database query. */
final class Boundaries {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final double METRES_A_DEGREE = 111_195; // of a meridian, on a sphere of 6,371 km

    /** Limits the search width near the poles. */
    private static final double SMALLEST_COSINE = 0.01;

    private record Boundary(RegionCode code, PreparedGeometry shape) {}

    private final String geoJson;
    private final STRtree index = new STRtree();

    Boundaries(String geoJson) {
        this.geoJson = geoJson;
        try {
            var reader = new GeoJsonReader(GEOMETRIES);
            for (var feature : new ObjectMapper().readTree(geoJson).path("features")) {
                var code = RegionCode.of(feature.path("properties").path("code").asText());
                // Official polygons contain rings that touch themselves: repair them instead of dropping a county.
                Geometry shape =
                        GeometryFixer.fix(reader.read(feature.path("geometry").toString()));
                index.insert(shape.getEnvelopeInternal(), new Boundary(code, PreparedGeometryFactory.prepare(shape)));
            }
        } catch (JsonProcessingException | ParseException e) {
            throw new IllegalStateException("boundaries cannot be read: " + e.getMessage(), e);
        }
        index.build();
    }

    /** The region whose polygon contains a position (WGS84 degrees). */
    Optional<RegionCode> at(double lat, double lon) {
        var point = GEOMETRIES.createPoint(new Coordinate(lon, lat));
        return intersecting(new Envelope(point.getCoordinate())).stream()
                .filter(boundary -> boundary.shape().covers(point))
                .map(Boundary::code)
                .findFirst();
    }

    /** The regions that contain a position or are within the tolerance of it, nearest first. */
    List<RegionCode> near(double lat, double lon, double toleranceMetres) {
        var point = GEOMETRIES.createPoint(new Coordinate(lon, lat));
        var envelope = new Envelope(point.getCoordinate());
        double degrees = toleranceMetres / METRES_A_DEGREE;
        envelope.expandBy(degrees / Math.max(Math.cos(Math.toRadians(lat)), SMALLEST_COSINE), degrees);
        var metres = new HashMap<RegionCode, Double>();
        intersecting(envelope).forEach(boundary -> metres.put(boundary.code(), metresTo(boundary, point)));
        return metres.entrySet().stream()
                .filter(candidate -> candidate.getValue() <= toleranceMetres)
                .sorted(Map.Entry.<RegionCode, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Uses a flat projection around the position: the error is about 0.1 % over some kilometres. */
    private static double metresTo(Boundary boundary, Point point) {
        if (boundary.shape().covers(point)) {
            return 0;
        }
        var nearest = DistanceOp.nearestPoints(boundary.shape().getGeometry(), point)[0];
        double north = nearest.y - point.getY();
        double east = (nearest.x - point.getX()) * Math.cos(Math.toRadians(point.getY()));
        return Math.hypot(north, east) * METRES_A_DEGREE;
    }

    @SuppressWarnings("unchecked")
    private List<Boundary> intersecting(Envelope envelope) {
        return index.query(envelope);
    }

    String geoJson() {
        return geoJson;
    }
}

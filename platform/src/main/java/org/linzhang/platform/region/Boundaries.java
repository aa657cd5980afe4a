package org.linzhang.platform.region;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.geojson.GeoJsonReader;

/** Polygons of regions in a prepared spatial index: a position finds its region without a query. */
final class Boundaries {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private record Boundary(RegionCode code, PreparedGeometry shape) {}

    private final String geoJson;
    private final STRtree index = new STRtree();

    Boundaries(String geoJson) {
        this.geoJson = geoJson;
        try {
            var reader = new GeoJsonReader(GEOMETRIES);
            for (var feature : new ObjectMapper().readTree(geoJson).path("features")) {
                var code = RegionCode.of(feature.path("properties").path("code").asText());
                // Official shapes hold rings that touch themselves: mend them rather than lose a county.
                Geometry shape =
                        GeometryFixer.fix(reader.read(feature.path("geometry").toString()));
                index.insert(shape.getEnvelopeInternal(), new Boundary(code, PreparedGeometryFactory.prepare(shape)));
            }
        } catch (JsonProcessingException | ParseException e) {
            throw new IllegalStateException("boundaries: " + e.getMessage(), e);
        }
        index.build();
    }

    Optional<RegionCode> at(double lat, double lon) {
        var point = GEOMETRIES.createPoint(new Coordinate(lon, lat));
        @SuppressWarnings("unchecked")
        List<Boundary> near = index.query(new Envelope(point.getCoordinate()));
        return near.stream()
                .filter(boundary -> boundary.shape().covers(point))
                .map(Boundary::code)
                .findFirst();
    }

    String geoJson() {
        return geoJson;
    }
}

package org.linzhang.patrol.recording;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.security.Authenticated;
import org.jboss.resteasy.reactive.RestMulti;

import org.linzhang.patrol.track.Segments;
import org.linzhang.patrol.track.TrackFormat;
import org.linzhang.platform.security.CurrentCaller;

/** Streams the track of a patrol, in the format of the Accept header or of the suffix. */
@Path("/api/patrols/{id}")
@Authenticated
class TrackResource {

    private final Patrols patrols;
    private final Segments segments;
    private final CurrentCaller caller;

    TrackResource(Patrols patrols, Segments segments, CurrentCaller caller) {
        this.patrols = patrols;
        this.segments = segments;
        this.caller = caller;
    }

    /** In the first format that the Accept header allows; GeoJSON if it allows any. Otherwise 406. */
    @GET
    @Path("track")
    public RestMulti<byte[]> track(UUID id, @Context HttpHeaders headers) {
        return write(id, formatOf(headers));
    }

    @GET
    @Path("track.geojson")
    public RestMulti<byte[]> geoJson(UUID id) {
        return write(id, TrackFormat.GEO_JSON);
    }

    @GET
    @Path("track.gpx")
    public RestMulti<byte[]> gpx(UUID id) {
        return write(id, TrackFormat.GPX);
    }

    /** Not left to the framework: with one method per format it chooses any of them instead of returning 406. */
    private static TrackFormat formatOf(HttpHeaders headers) {
        for (var accepted : headers.getAcceptableMediaTypes()) {
            for (var format : TrackFormat.values()) {
                if (accepted.isCompatible(MediaType.valueOf(format.mediaType()))) {
                    return format;
                }
            }
        }
        throw new NotAcceptableException();
    }

    /** Sets the media type as a header only: the framework wraps a stream that it knows as JSON in an array. */
    private RestMulti<byte[]> write(UUID id, TrackFormat format) {
        var viewer = caller.get();
        return RestMulti.fromUniResponse(
                Panache.withSession(() -> patrols.inScope(viewer, id)),
                patrol -> segments.write(id, format),
                patrol -> Map.of(HttpHeaders.CONTENT_TYPE, List.of(format.mediaType())));
    }
}

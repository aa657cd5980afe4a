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

/** Gives the track of a patrol as a stream, in the format that the Accept header or the suffix asks for. */
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

    /** The first format that the caller accepts; GeoJSON where they take any. */
    @GET
    @Path("track")
    public RestMulti<byte[]> track(UUID id, @Context HttpHeaders headers) {
        return write(id, accepted(headers));
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

    /** By hand: with a method a format the framework answers with any of them what it should refuse with 406. */
    private static TrackFormat accepted(HttpHeaders headers) {
        for (var accepted : headers.getAcceptableMediaTypes()) {
            for (var format : TrackFormat.values()) {
                if (accepted.isCompatible(MediaType.valueOf(format.mediaType()))) {
                    return format;
                }
            }
        }
        throw new NotAcceptableException();
    }

    /** The type goes into the header only: of a stream that it knows as JSON the framework makes an array. */
    private RestMulti<byte[]> write(UUID id, TrackFormat format) {
        var who = caller.get();
        return RestMulti.fromUniResponse(
                Panache.withSession(() -> patrols.inScope(who, id)),
                patrol -> segments.write(id, format),
                patrol -> Map.of(HttpHeaders.CONTENT_TYPE, List.of(format.mediaType())));
    }
}

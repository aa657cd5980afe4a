package org.linzhang.patrol.patrol;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import org.jboss.resteasy.reactive.RestMulti;

import org.linzhang.patrol.track.GeoJsonTrack;
import org.linzhang.patrol.track.GpxTrack;
import org.linzhang.patrol.track.Segments;
import org.linzhang.patrol.track.TrackWriter;
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

    @GET
    @Path("track")
    @Produces(GeoJsonTrack.MEDIA_TYPE)
    public Multi<byte[]> geoJson(UUID id) {
        return write(id, GeoJsonTrack.MEDIA_TYPE, new GeoJsonTrack());
    }

    @GET
    @Path("track")
    @Produces(GpxTrack.MEDIA_TYPE)
    public Multi<byte[]> gpx(UUID id) {
        return write(id, GpxTrack.MEDIA_TYPE, new GpxTrack(id));
    }

    @GET
    @Path("track.geojson")
    public Multi<byte[]> geoJsonFile(UUID id) {
        return geoJson(id);
    }

    @GET
    @Path("track.gpx")
    public Multi<byte[]> gpxFile(UUID id) {
        return gpx(id);
    }

    private Multi<byte[]> write(UUID id, String mediaType, TrackWriter writer) {
        var who = caller.get();
        return RestMulti.fromUniResponse(
                Panache.withSession(() -> patrols.inScope(who, id)),
                patrol -> segments.write(id, writer),
                patrol -> Map.of(HttpHeaders.CONTENT_TYPE, List.of(mediaType)));
    }
}

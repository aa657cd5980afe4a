package org.linzhang.gateway.region;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import org.jboss.resteasy.reactive.RestQuery;

import org.linzhang.platform.geography.Region;
import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.problem.NotFound;
import org.linzhang.platform.problem.UnknownRegion;
import org.linzhang.platform.region.Level;
import org.linzhang.platform.region.RegionCode;

/** Regions are public information: every logged-in user sees all of them. */
@Path("/api/regions")
@Authenticated
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
class RegionResource {

    private static final int ONE_DAY_IN_SECONDS = 86_400;

    record RegionList(List<RegionView> items) {}

    /** @param path names from county to village, such as {@code 雁江区雁江镇} */
    record RegionDetail(RegionCode code, String name, Level level, String path) {}

    private final Regions regions;
    private final EntityTag boundariesTag;

    RegionResource(Regions regions) {
        this.regions = regions;
        this.boundariesTag = new EntityTag(digest(regions.boundariesGeoJson()));
    }

    /** The subregions of {@code parent}, or the top-level regions if it is missing; sorted by code. 400 if it is unknown. */
    @GET
    public RegionList list(@RestQuery String parent) {
        Stream<Region> regionsBelow = parent == null
                ? regions.all().stream()
                        .filter(region ->
                                region.code().parent().filter(regions::knows).isEmpty())
                : regions
                        .children(find(parent)
                                .orElseThrow(() -> new UnknownRegion("parent", parent))
                                .code())
                        .stream();
        return new RegionList(regionsBelow.map(RegionView::of).toList());
    }

    @GET
    @Path("{code}")
    public RegionDetail get(String code) {
        var region = find(code).orElseThrow(() -> new NotFound("region"));
        return new RegionDetail(region.code(), region.name(), region.code().level(), regions.pathOf(region.code()));
    }

    /** County polygons (WGS84) as a GeoJSON feature collection, properties {@code code} and {@code name}. */
    @GET
    @Path("boundaries.geojson")
    @Produces("application/geo+json")
    public Response boundaries(@Context Request request) {
        var notModified = request.evaluatePreconditions(boundariesTag);
        var response = notModified == null ? Response.ok(regions.boundariesGeoJson()) : notModified;
        var cache = new CacheControl();
        cache.setPrivate(true);
        cache.setNoTransform(false);
        cache.setMaxAge(ONE_DAY_IN_SECONDS);
        return response.tag(boundariesTag).cacheControl(cache).build();
    }

    private Optional<Region> find(String code) {
        try {
            return regions.find(RegionCode.of(code));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String digest(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

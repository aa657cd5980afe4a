package org.linzhang.incident.closure;

import java.time.Clock;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import org.jboss.resteasy.reactive.RestQuery;

import org.linzhang.incident.closure.ClosureStatistics.Figures;
import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.input.RegionParam;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.CurrentCaller;
import org.linzhang.platform.security.Role;

/** Closure statistics (结案率). */
@Path("/api/statistics/closure")
class ClosureResource {

    private final ClosureSums sums;
    private final Regions regions;
    private final RegionParam regionParam;
    private final CurrentCaller caller;
    private final Clock clock;

    ClosureResource(ClosureSums sums, Regions regions, RegionParam regionParam, CurrentCaller caller, Clock clock) {
        this.sums = sums;
        this.regions = regions;
        this.regionParam = regionParam;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Closure figures of a region and period, broken down.
     *
     * @param region a code; the caller's widest region if absent
     * @param from first day, {@code YYYY-MM-DD} in Asia/Shanghai; see {@link Period#of} for the default
     * @param to last day, likewise
     * @param by {@code region} (the default), {@code kind} or {@code month}
     */
    @GET
    @RolesAllowed({Role.SUPERVISOR, Role.CHIEF, Role.ADMIN})
    public Uni<ClosureStatistics> closure(
            @RestQuery String region, @RestQuery String from, @RestQuery String to, @RestQuery String by) {
        var code = regionParam.of(region, caller.get());
        var period = Period.of(from, to, clock);
        var grouping = Grouping.of(by);
        return sums.of(code, period, grouping)
                .map(rows -> rows.stream().map(row -> toFigures(row, grouping)).toList())
                .map(items -> new ClosureStatistics(
                        code.value(),
                        regions.pathOf(code),
                        period.from(),
                        period.to(),
                        grouping.wireName(),
                        items,
                        Figures.total(items)));
    }

    private Figures toFigures(Row row, Grouping grouping) {
        var key = row.getString("key");
        var name = grouping == Grouping.REGION
                ? regions.find(RegionCode.of(key)).map(found -> found.name()).orElse(key)
                : key;
        return Figures.of(key, name, row.getLong("reported"), row.getLong("rejected"), row.getLong("closed"));
    }
}

package org.linzhang.incident.closure;

import java.time.Clock;
import java.util.List;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.resteasy.reactive.RestQuery;

import org.linzhang.incident.closure.ClosureStatistics.Figures;
import org.linzhang.platform.geography.Regions;
import org.linzhang.platform.input.RegionParam;
import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.CurrentCaller;
import org.linzhang.platform.security.Role;
import org.linzhang.platform.security.Scope;
import org.linzhang.platform.security.ScopedQuery;

/** Closure statistics (结案率). */
@Path("/api/statistics/closure")
class ClosureResource {

    /** With {@code %s} for the key of a group. */
    private static final String SUM = """
        select %s as key, sum(reported) as reported, sum(rejected) as rejected, sum(closed) as closed
        from closure_rollup
        where in_scope(region_code) and day between $1 and $2
        group by 1 order by 1
        """;

    private final Pool pool;
    private final Regions regions;
    private final RegionParam regionParam;
    private final CurrentCaller caller;
    private final Clock clock;

    ClosureResource(Pool pool, Regions regions, RegionParam regionParam, CurrentCaller caller, Clock clock) {
        this.pool = pool;
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
        return figures(code, period, grouping)
                .map(items -> new ClosureStatistics(
                        code.value(),
                        regions.pathOf(code),
                        period.from(),
                        period.to(),
                        grouping.wireName(),
                        items,
                        Figures.total(items)));
    }

    private Uni<List<Figures>> figures(RegionCode region, Period period, Grouping grouping) {
        var scope = Scope.of(region);
        var values = Tuple.of(period.from(), period.to());
        ScopedQuery.values(scope).forEach(values::addString);
        var query = ScopedQuery.numbered(SUM.formatted(grouping.key(region)), 2);
        return pool.preparedQuery(query.text(scope))
                .execute(values)
                .map(rows -> rows.stream().map(row -> toFigures(row, grouping)).toList());
    }

    private Figures toFigures(Row row, Grouping grouping) {
        var key = row.getString("key");
        var name = grouping == Grouping.REGION
                ? regions.find(RegionCode.of(key)).map(found -> found.name()).orElse(key)
                : key;
        return Figures.of(key, name, row.getLong("reported"), row.getLong("rejected"), row.getLong("closed"));
    }
}

package org.linzhang.incident.closure;

import java.util.List;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import org.linzhang.platform.region.RegionCode;
import org.linzhang.platform.security.Scope;
import org.linzhang.platform.security.ScopedQuery;

/**
 * Adds up the closure figures of a region and period. Whole months are read from {@code closure_month}, which has one row per
 * child region, kind and month; only the other days, at most two months, from {@code closure_rollup}.
 */
@ApplicationScoped
class ClosureSums {

    /** With the key of a group in a month, the condition for the region, and the key of a group on a day. */
    private static final String SUM = """
        select key, sum(reported) as reported, sum(rejected) as rejected, sum(closed) as closed
        from (
            select %1$s as key, reported, rejected, closed from closure_month
            where %2$s and month between $2 and $3
            union all
            select %3$s, reported, rejected, closed from closure_rollup
            where in_scope(region_code) and day between $4 and $5
            union all
            select %3$s, reported, rejected, closed from closure_rollup
            where in_scope(region_code) and day between $6 and $7
        ) as part
        group by key order by key
        """;

    private final Pool pool;

    ClosureSums(Pool pool) {
        this.pool = pool;
    }

    /** One row per group, with the columns {@code key, reported, rejected, closed}, in the order of the key. */
    Uni<List<Row>> of(RegionCode region, Period period, Grouping grouping) {
        var scope = Scope.of(region);
        var query = ScopedQuery.numbered(
                SUM.formatted(grouping.monthKey(), grouping.monthCondition(region), grouping.key(region)), 7);
        var values = Tuple.of(region.value());
        add(values, period.wholeMonths());
        add(values, period.daysBeforeWholeMonths());
        add(values, period.daysAfterWholeMonths());
        ScopedQuery.values(scope).forEach(values::addString);
        return pool.preparedQuery(query.text(scope))
                .execute(values)
                .map(rows -> rows.stream().toList());
    }

    private static void add(Tuple values, Period days) {
        values.addLocalDate(days.from()).addLocalDate(days.to());
    }
}

package org.linzhang.platform.testing;

import java.util.List;
import java.util.Set;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * An executed query.
 *
 * @param sql as the application sent it
 * @param rowsRead rows that were read from tables, including those that a filter removed
 * @param rowsReturned rows of the result
 * @param milliseconds for the execution, without planning
 * @param shape the nodes of the plan, with their indexes
 */
public record QueryPlan(String sql, long rowsRead, long rowsReturned, double milliseconds, String shape) {

    /** These scans read no table, or a table whose rows their parent node counts. */
    private static final Set<String> NO_TABLE =
            Set.of("Bitmap Index Scan", "CTE Scan", "Subquery Scan", "Function Scan", "Values Scan", "WorkTable Scan");

    /**
     * PostgreSQL reads a list in its order and filters, or reads all rows of a region and sorts. For a region of medium size,
     * both read some hundred rows for each returned row, in 20 ms at most.
     */
    private static final int READ_PER_RETURNED = 400;

    /** All rows of a small region, which are read and sorted to find the newest ones. */
    private static final int SMALL = 2_000;

    /** Whether it reads at most 400 rows per returned row, and 2,000 rows in addition, however large the tables are. */
    public boolean readsLittle() {
        return rowsRead <= SMALL + READ_PER_RETURNED * rowsReturned;
    }

    static QueryPlan of(String sql, JsonArray explained) {
        var result = explained.getJsonObject(0);
        var root = result.getJsonObject("Plan");
        return new QueryPlan(
                sql,
                Math.round(read(root)),
                root.getLong("Actual Rows"),
                result.getDouble("Execution Time"),
                shape(root));
    }

    private static double read(JsonObject node) {
        double rows = 0;
        var type = node.getString("Node Type");
        if (type.endsWith("Scan") && !NO_TABLE.contains(type)) {
            double each = node.getDouble("Actual Rows")
                    + node.getDouble("Rows Removed by Filter", 0.0)
                    + node.getDouble("Rows Removed by Index Recheck", 0.0);
            rows = each * node.getDouble("Actual Loops");
        }
        return rows + children(node).stream().mapToDouble(QueryPlan::read).sum();
    }

    private static String shape(JsonObject node) {
        var index = node.getString("Index Name");
        var children = children(node).stream().map(QueryPlan::shape).toList();
        return node.getString("Node Type")
                + (index == null ? "" : " " + index)
                + (children.isEmpty() ? "" : " " + children);
    }

    private static List<JsonObject> children(JsonObject node) {
        return node.getJsonArray("Plans", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}

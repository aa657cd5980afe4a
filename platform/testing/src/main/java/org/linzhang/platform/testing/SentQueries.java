package org.linzhang.platform.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import jakarta.inject.Singleton;

import io.quarkus.arc.Unremovable;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.Context;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.tracing.QueryRequest;

import org.linzhang.platform.database.PreparedStatements;

/**
 * Records the queries that the application under test sends to PostgreSQL, with their values, and explains them. It sees them
 * as a tracer of the SQL client, so that the queries are those of the application and no copies.
 *
 * <p>A bean of applications whose configuration has {@code linzhang.testing.sent-queries=true} at build time.
 */
@Singleton
@Unremovable
@IfBuildProperty(name = "linzhang.testing.sent-queries", stringValue = "true")
public class SentQueries implements VertxOptionsCustomizer {

    /** After five executions PostgreSQL may use a generic plan for a prepared statement. */
    private static final int UNTIL_GENERIC = 7;

    private final List<QueryRequest> sent = new CopyOnWriteArrayList<>();

    @Override
    public void accept(VertxOptions options) {
        options.setTracingOptions(new TracingOptions().setFactory(tracing -> new Recorder()));
    }

    /** The plans of the queries that the call sends. */
    public List<QueryPlan> plansOf(Pool pool, Runnable call) {
        sent.clear();
        call.run();
        return sent.stream()
                .filter(query -> isQuery(query.sql()))
                .map(query -> explain(pool, query.sql(), query.tuples()))
                .toList();
    }

    private static boolean isQuery(String sql) {
        return sql.stripLeading().toLowerCase(Locale.ROOT).startsWith("select");
    }

    /**
     * Prepares the query on a connection of the application's pool, so that it is planned with the settings of the pool. If
     * connections keep the query prepared, executes it until its plan no longer changes.
     */
    private static QueryPlan explain(Pool pool, String sql, List<Tuple> tuples) {
        var values = tuples.isEmpty() ? Tuple.tuple() : tuples.getFirst();
        var execute = "explain (analyze, format json) execute explained" + literals(values);
        var connection = pool.getConnectionAndAwait();
        try {
            connection.query("prepare explained as " + sql).executeAndAwait();
            JsonArray plan = null;
            int executions = PreparedStatements.areKept(sql) ? UNTIL_GENERIC : 1;
            for (int execution = 0; execution < executions; execution++) {
                plan = connection
                        .query(execute)
                        .executeAndAwait()
                        .iterator()
                        .next()
                        .getJsonArray(0);
            }
            connection.query("deallocate explained").executeAndAwait();
            return QueryPlan.of(sql, plan);
        } finally {
            connection.closeAndAwait();
        }
    }

    private static String literals(Tuple values) {
        if (values.size() == 0) {
            return "";
        }
        var literals = new ArrayList<String>();
        for (int index = 0; index < values.size(); index++) {
            literals.add(literal(values.getValue(index)));
        }
        return "(" + String.join(", ", literals) + ")";
    }

    private static String literal(Object value) {
        return switch (value) {
            case null -> "null";
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case Object[] array ->
                Arrays.stream(array).map(SentQueries::literal).collect(Collectors.joining(", ", "array[", "]"));
            default -> "'" + value.toString().replace("'", "''") + "'";
        };
    }

    private final class Recorder implements VertxTracer<Object, Object> {

        @Override
        public <R> Object sendRequest(
                Context context,
                SpanKind kind,
                TracingPolicy policy,
                R request,
                String operation,
                BiConsumer<String, String> headers,
                TagExtractor<R> tags) {
            if (request instanceof QueryRequest query) {
                sent.add(query);
            }
            return null;
        }
    }
}

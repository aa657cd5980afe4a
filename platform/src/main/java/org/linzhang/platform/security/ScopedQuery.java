package org.linzhang.platform.security;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * A query of rows that belong to regions. Its text contains {@code in_scope(column)}; {@link #text} replaces this by the
 * predicate that the column's region is in a scope. No other class writes the predicate, and a query without it must be
 * {@link Unscoped}.
 *
 * <p>The predicate is a range of codes for each region of the scope: {@code (region_code >= $4 and region_code < $5)}. An
 * index of collation "C" on the column serves it.
 */
public final class ScopedQuery {

    private static final Pattern PREDICATE = Pattern.compile("in_scope\\(([\\w.]+)\\)");

    private final String template;
    private final IntFunction<String> parameter;
    private final String textForOneRegion;

    private ScopedQuery(String template, IntFunction<String> parameter) {
        if (!PREDICATE.matcher(template).find()) {
            throw new IllegalArgumentException("a query of a scope contains in_scope(column): " + template);
        }
        this.template = template;
        this.parameter = parameter;
        textForOneRegion = write(1);
    }

    /** A query, or a part of one, that Hibernate runs: HQL or SQL with named parameters. */
    public static ScopedQuery named(String template) {
        return new ScopedQuery(template, index -> ":" + name(index));
    }

    /**
     * A query that the PostgreSQL client runs.
     *
     * @param parameters number of the query's own parameters; the parameters of the scope follow them
     */
    public static ScopedQuery numbered(String template, int parameters) {
        return new ScopedQuery(template, index -> "$" + (parameters + 1 + index));
    }

    /** The query for a scope. It is the same for all scopes with the same number of regions. */
    public String text(Scope scope) {
        int regions = scope.regions().size();
        return regions == 1 ? textForOneRegion : write(regions);
    }

    /** The values of the scope's numbered parameters, in order. */
    public static List<String> values(Scope scope) {
        var values = new ArrayList<String>();
        for (var region : scope.regions()) {
            values.add(region.value());
            values.add(region.upperBound());
        }
        return values;
    }

    /** The values of the scope's named parameters, by name. */
    public static Map<String, Object> parameters(Scope scope) {
        var parameters = new LinkedHashMap<String, Object>();
        for (var value : values(scope)) {
            parameters.put(name(parameters.size()), value);
        }
        return parameters;
    }

    private String write(int regions) {
        return PREDICATE.matcher(template).replaceAll(found -> {
            var ranges = new ArrayList<String>();
            for (int i = 0; i < regions; i++) {
                // Matcher would read "$" as a group.
                ranges.add("%1$s >= %2$s and %1$s < %3$s"
                        .formatted(found.group(1), parameter.apply(2 * i), parameter.apply(2 * i + 1))
                        .replace("$", "\\$"));
            }
            return "(" + String.join(" or ", ranges) + ")";
        });
    }

    private static String name(int index) {
        return "scope" + index;
    }
}

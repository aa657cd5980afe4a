package org.linzhang.platform.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.linzhang.platform.security.Scope;
import org.linzhang.platform.security.ScopedQuery;

/**
 * The query of one page of a list of entities, sorted by time and id, both descending. A list is always limited to a scope.
 *
 * @param condition HQL, what follows {@code where}
 * @param parameters the values of the condition's named parameters
 * @param timeField the entity's field that the list is sorted by
 */
public record ListQuery(String condition, Map<String, Object> parameters, String timeField, PageRequest page) {

    /**
     * @param scoped a condition with named parameters
     * @param timeField the entity's field that the list is sorted by
     */
    public static Builder builder(ScopedQuery scoped, Scope scope, String timeField) {
        return new Builder(timeField).and(scoped.text(scope), ScopedQuery.parameters(scope));
    }

    /** Newest first. Returns one entity more than the page shows if another page follows. */
    public <E> Uni<List<E>> list(Mutiny.Session session, Class<E> entity) {
        var query = session.createQuery(
                "from %s where %s order by %s desc, id desc".formatted(entity.getSimpleName(), condition, timeField),
                entity);
        parameters.forEach(query::setParameter);
        return query.setMaxResults(page.rows()).getResultList();
    }

    /** Joins terms with {@code and}. A parameter's name must not be used by two terms. */
    public static final class Builder {

        private final String timeField;
        private final List<String> terms = new ArrayList<>();
        private final Map<String, Object> parameters = new HashMap<>();

        private Builder(String timeField) {
            this.timeField = timeField;
        }

        public Builder and(String term, String parameter, Object value) {
            return and(term, Map.of(parameter, value));
        }

        public Builder and(String term, Map<String, ?> values) {
            terms.add(term);
            parameters.putAll(values);
            return this;
        }

        /** Adds the values of parameters of the scoped condition. */
        public Builder with(Map<String, ?> values) {
            parameters.putAll(values);
            return this;
        }

        /**
         * Continues the list.
         *
         * @param cursor null or empty for the first page
         * @throws org.linzhang.platform.problem.InvalidField if the cursor is not one of such a list
         */
        public Builder after(String cursor) {
            if (cursor == null || cursor.isEmpty()) {
                return this;
            }
            var position = KeysetPosition.of(cursor);
            return and(
                    "(" + timeField + ", id) < (:afterTime, :afterId)",
                    Map.of("afterTime", position.at(), "afterId", position.id()));
        }

        /** @throws org.linzhang.platform.problem.InvalidField if the limit is not a number of items */
        public ListQuery page(String limit) {
            return new ListQuery(String.join(" and ", terms), Map.copyOf(parameters), timeField, PageRequest.of(limit));
        }
    }
}

package org.linzhang.platform.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The query of one page of a list.
 *
 * @param condition HQL, what follows {@code where}
 * @param parameters the values of the condition's named parameters
 */
public record ListQuery(String condition, Map<String, Object> parameters, PageRequest page) {

    public static Builder builder() {
        return new Builder();
    }

    /** Joins terms with {@code and}. A parameter's name must not be used by two terms. */
    public static final class Builder {

        private final List<String> terms = new ArrayList<>();
        private final Map<String, Object> parameters = new HashMap<>();

        private Builder() {}

        public Builder and(String term, Map<String, ?> values) {
            terms.add(term);
            parameters.putAll(values);
            return this;
        }

        public Builder and(String term, String parameter, Object value) {
            return and(term, Map.of(parameter, value));
        }

        /**
         * Continues a list that is sorted by {@code timeField desc, id desc}.
         *
         * @param cursor null or empty for the first page
         * @throws org.linzhang.platform.problem.InvalidField if the cursor is not one of such a list
         */
        public Builder after(String cursor, String timeField) {
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
            return new ListQuery(String.join(" and ", terms), Map.copyOf(parameters), PageRequest.of(limit));
        }
    }
}

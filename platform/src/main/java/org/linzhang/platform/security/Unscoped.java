package org.linzhang.platform.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Allows a query to read or change rows of any region. Without it, the build fails for a query of a table of regions that has
 * no {@link ScopedQuery} predicate.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface Unscoped {

    /** Why the query needs no scope. */
    String value();
}

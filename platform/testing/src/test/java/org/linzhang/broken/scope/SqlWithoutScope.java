package org.linzhang.broken.scope;

/** The text is put together from parts that are known at run time only. */
public final class SqlWithoutScope {

    private SqlWithoutScope() {}

    static String felled(String column) {
        return "with felled as (select 1) update tree set " + column + " = 0";
    }
}

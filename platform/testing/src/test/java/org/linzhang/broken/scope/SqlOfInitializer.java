package org.linzhang.broken.scope;

/** A field that is no constant: the class initializer computes it. */
public final class SqlOfInitializer {

    static final String LIST = "select t.id from felled f, tree t order by ".concat("id");

    private SqlOfInitializer() {}
}

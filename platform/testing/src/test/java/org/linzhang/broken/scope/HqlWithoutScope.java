package org.linzhang.broken.scope;

public final class HqlWithoutScope {

    static final String QUERY = "select count(*) from Tree where rings > 3";

    private HqlWithoutScope() {}
}

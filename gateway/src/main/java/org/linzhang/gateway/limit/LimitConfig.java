package org.linzhang.gateway.limit;

import java.util.Map;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

/** Maximum size of request bodies. */
@ConfigMapping(prefix = "linzhang.limit")
interface LimitConfig {

    /** For paths without an exception. */
    MemorySize body();

    /** Paths with another limit, by an arbitrary name. */
    Map<String, PathLimit> exceptions();

    interface PathLimit {

        /** Regular expression that matches the whole path. */
        String path();

        MemorySize body();
    }
}

package org.linzhang.gateway.limit;

import java.util.Map;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

/** How large a body may be. */
@ConfigMapping(prefix = "linzhang.limit")
interface LimitConfig {

    /** Everywhere else. */
    MemorySize body();

    /** Paths that take more (or less); the key is just a name. */
    Map<String, Exception> exceptions();

    interface Exception {

        /** Regular expression over the whole path. */
        String path();

        MemorySize body();
    }
}

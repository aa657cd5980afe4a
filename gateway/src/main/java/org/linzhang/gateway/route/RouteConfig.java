package org.linzhang.gateway.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;

/** The routing table. A path that no route matches belongs to the route {@code pages}. */
@ConfigMapping(prefix = "linzhang.route")
interface RouteConfig {

    /** By name. The most specific path decides. */
    @WithParentName
    Map<String, Entry> routes();

    interface Entry {

        /**
         * Path prefixes: {@code /api/ledger} matches {@code /api/ledger/x} and {@code /api/ledger.csv} too; {@code *} is any
         * single segment.
         */
        List<String> paths();

        /** The upstream service; without one, the gateway itself responds. */
        Optional<String> service();

        /** Whether requests must be authenticated. Upstream services get the access token only then. */
        @WithDefault("true")
        boolean login();

        /** Whether the response is an endless event stream: no idle time-out, and a connection pool of its own. */
        @WithDefault("false")
        boolean stream();

        /** Whether people open these paths in a browser: errors are text, and responses may be cached. */
        @WithDefault("false")
        boolean page();

        /** Whether the access log has a line for each request; if not, only at level DEBUG. */
        @WithDefault("true")
        boolean logged();

        /** Maximum size of a request body. */
        @WithDefault("64K")
        MemorySize body();
    }
}

package org.linzhang.gateway.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What one user and one address can use. */
@ConfigMapping(prefix = "linzhang.limit")
interface LimitConfig {

    /** Many times what a person needs: a phone that comes online sends its queued reports at once. */
    User user();

    /** An address can be that of a whole office, or of a mobile network: higher than the limits of a user. */
    Address address();

    interface User {

        @WithDefault("500")
        int requestsPerSecond();

        /** Requests that may come at once after a pause. */
        @WithDefault("2000")
        int burst();

        /** Event streams that are open at the same time: one for each tab, of phone and desk. */
        @WithDefault("8")
        int streams();
    }

    interface Address {

        @WithDefault("2000")
        int requestsPerSecond();

        @WithDefault("8000")
        int burst();

        @WithDefault("1024")
        int streams();
    }
}

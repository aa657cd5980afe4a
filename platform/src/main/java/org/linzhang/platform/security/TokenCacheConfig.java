package org.linzhang.platform.security;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The cache of verified tokens. */
@ConfigMapping(prefix = "linzhang.token-cache")
public interface TokenCacheConfig {

    /** Maximum number of tokens. One takes about 8 KB. */
    @WithDefault("5000")
    int size();

    /**
     * A token is verified again after this time. This limits how long a token is accepted after its key was withdrawn, and
     * at the gateway also after its user was disabled or its session was ended.
     */
    @WithDefault("60s")
    Duration maxAge();
}

package org.linzhang.gateway.body;

import java.nio.file.Path;
import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How request bodies are received. Their maximum size is a setting of the route. */
@ConfigMapping(prefix = "linzhang.body")
interface BodyConfig {

    /** A body up to this size is kept in memory, a larger one in a temporary file. */
    @WithDefault("64K")
    MemorySize memory();

    /** For all bodies together. Above it, every body is written to a file. */
    @WithDefault("32M")
    MemorySize totalMemory();

    /** For temporary files. They have no name in it: the system frees them even if this process is killed. */
    @WithDefault("${java.io.tmpdir}")
    Path folder();

    /**
     * A body that brings less than this per second, in one {@link #ratePeriod()}, is refused with 408.
     *
     * <p>256 bytes per second is a quarter of what GPRS reaches with the slowest coding scheme and one time slot (9 kbit/s).
     */
    @WithDefault("256")
    MemorySize minRate();

    /** Long enough for the change of a cell, during which nothing arrives. */
    @WithDefault("30s")
    Duration ratePeriod();

    /** Maximum number of bodies that one user sends at the same time. */
    @WithDefault("64")
    int perUser();

    /** Maximum number of bodies that arrive from one address at the same time: of an office, or of a mobile network's NAT. */
    @WithDefault("1024")
    int perAddress();
}

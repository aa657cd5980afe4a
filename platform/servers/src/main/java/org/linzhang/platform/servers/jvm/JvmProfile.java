package org.linzhang.platform.servers.jvm;

/** The trade-off between start time, memory and speed of the Java processes. */
public enum JvmProfile {
    /** Starts fast, is small, and writes AOT caches for the next start. */
    DEMO,
    /** Starts fast, is small, and writes nothing outside the data folder. */
    TEST,
    /** The JDK's default garbage collector and both compilers, with twice the heap. */
    BENCHMARK
}

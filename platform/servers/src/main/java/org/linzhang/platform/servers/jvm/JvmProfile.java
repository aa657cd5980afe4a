package org.linzhang.platform.servers.jvm;

/** The trade-off between start time, memory and speed of the Java processes. */
public enum JvmProfile {
    /** Is small, and writes AOT caches, with which the next start is fast. */
    DEMO,
    /** Starts fast, is small, and writes nothing outside the data folder. */
    TEST,
    /** The JDK's default garbage collector and both compilers, with twice the heap. */
    BENCHMARK
}

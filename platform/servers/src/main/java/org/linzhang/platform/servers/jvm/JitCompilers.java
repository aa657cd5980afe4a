package org.linzhang.platform.servers.jvm;

/** The just-in-time compilers of a JVM, if it is not for benchmarks. */
public enum JitCompilers {
    /** The program starts fastest and is smallest. For programs that have little to do, and for tests. */
    C1,
    /** Code that runs often is several times as fast. For programs whose work grows with the number of users. */
    C1_AND_C2
}

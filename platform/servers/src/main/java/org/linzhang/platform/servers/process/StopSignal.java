package org.linzhang.platform.servers.process;

/** The POSIX signals that request an orderly stop. */
public enum StopSignal {
    TERM,
    INT
}

package org.linzhang.incident.event;

/** The four grades of severity. */
public enum Severity {
    /** 一般 */
    MINOR,
    /** 较大 */
    MODERATE,
    /** 重大 */
    MAJOR,
    /** 特别重大 */
    CRITICAL,
    /** A constant that was added after this version; see {@link org.linzhang.platform.event.UnknownConstant}. */
    UNKNOWN
}

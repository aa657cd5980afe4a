package org.linzhang.incident.event;

/** How bad it is. */
public enum Severity {
    /** 一般 */
    MINOR,
    /** 较大 */
    MODERATE,
    /** 重大 */
    MAJOR,
    /** 特别重大 */
    CRITICAL
}

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
    CRITICAL
}

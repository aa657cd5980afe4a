package org.linzhang.incident.event;

/** The states of an incident. */
public enum IncidentStatus {
    /** 已上报 */
    REPORTED,
    /** 已立案 */
    ACCEPTED,
    /** 已交办 */
    HANDED_OVER,
    /** 已处置 */
    HANDLED,
    /** 已销号 */
    CLOSED,
    /** 不属实 */
    REJECTED,
    /** 已并案 */
    MERGED,
    /** 已移送 */
    REFERRED,
    /** A constant that was added after this version; see {@link org.linzhang.platform.event.UnknownConstant}. */
    UNKNOWN
}

package org.linzhang.incident.event;

/** What an incident is about. */
public enum IncidentKind {
    /** 火情 */
    FIRE,
    /** 违规野外用火 */
    FIELD_FIRE,
    /** 有害生物 */
    PEST,
    /** 乱砍滥伐 */
    ILLEGAL_LOGGING,
    /** 违法占用林地 */
    LAND_OCCUPATION,
    /** 湿地破坏 */
    WETLAND,
    /** 野生动物 */
    WILDLIFE,
    /** 古树名木 */
    PROTECTED_TREE,
    /** 外来物种 */
    INVASIVE_SPECIES,
    /** 火险隐患 */
    FIRE_HAZARD,
    /** 安全隐患 */
    SAFETY_HAZARD,
    /** 疑似图斑 */
    SPOT,
    /** 其他 */
    OTHER,
    /** A constant that was added after this version; see {@link org.linzhang.platform.event.UnknownConstant}. */
    UNKNOWN
}

package org.linzhang.patrol.event;

/** Purpose of a patrol. */
public enum PatrolKind {
    /** 日常巡护 */
    ROUTINE,
    /** 防火巡护 */
    FIRE,
    /** 湿地巡护 */
    WETLAND,
    /** 图斑核查 */
    SPOT_CHECK,
    /** 古树名木 */
    PROTECTED_TREES,
    /** 有害生物普查 */
    PEST_SURVEY,
    /** 疫源疫病监测 */
    WILDLIFE_WATCH,
    /** 隐患排查 */
    HAZARD_CHECK,
    /** A constant that was added after this version; see {@link org.linzhang.platform.event.UnknownConstant}. */
    UNKNOWN
}

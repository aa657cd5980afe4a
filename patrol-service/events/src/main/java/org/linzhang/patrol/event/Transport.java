package org.linzhang.patrol.event;

/** Means of transport of a patrol. */
public enum Transport {
    FOOT,
    HORSE,
    MOTORCYCLE,
    CAR,
    BOAT,
    DRONE,
    /** A constant that was added after this version; see {@link org.linzhang.platform.event.UnknownConstant}. */
    UNKNOWN
}

package org.linzhang.patrol.event;

/** Means of transport of a patrol. */
public enum Transport {
    FOOT,
    HORSE,
    MOTORCYCLE,
    CAR,
    BOAT,
    DRONE
}

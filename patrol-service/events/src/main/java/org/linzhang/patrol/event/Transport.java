package org.linzhang.patrol.event;

/** How a patrol moves. */
public enum Transport {
    FOOT,
    HORSE,
    MOTORCYCLE,
    CAR,
    BOAT,
    DRONE
}

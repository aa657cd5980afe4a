package org.linzhang.patrol.track;

import java.util.List;

/**
 * What a patrol's track comes to.
 *
 * @param distanceMetres along the track, also from one segment to the next, without excluded points; to 0.1 m
 * @param durationSeconds from start to finish
 * @param movingSeconds how long the patrol was under way
 * @param points all that were recorded
 * @param excludedPoints made up, inaccurate, or impossible to reach
 * @param evidence what speaks against the track; empty where nothing does
 */
public record Summary(
        double distanceMetres,
        long durationSeconds,
        long movingSeconds,
        int points,
        int excludedPoints,
        List<TrackFinding> evidence) {}

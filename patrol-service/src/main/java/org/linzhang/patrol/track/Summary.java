package org.linzhang.patrol.track;

import java.util.List;

/**
 * Summary of a patrol's track.
 *
 * @param distanceMetres length of the track without the excluded points, gaps between segments included; to 0.1 m
 * @param durationSeconds from start to finish
 * @param movingSeconds time in which the patrol moved
 * @param points number of all recorded points
 * @param excludedPoints number of mock and inaccurate points and of outliers
 * @param evidence reasons to doubt the track; often empty
 */
public record Summary(
        double distanceMetres,
        long durationSeconds,
        long movingSeconds,
        int points,
        int excludedPoints,
        List<TrackFinding> evidence) {}

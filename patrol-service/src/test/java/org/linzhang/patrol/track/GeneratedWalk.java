package org.linzhang.patrol.track;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.sf.geographiclib.Geodesic;

/** Generates a walk through Yanjiang district as a phone records it. The same seed gives the same walk. */
final class GeneratedWalk {

    static final Instant START = Instant.parse("2026-11-20T00:30:00Z");
    static final double LAT = 30.12;
    static final double LON = 104.65;

    private static final double NOISE_METRES = 2;

    private final Random random;
    private final double metresPerSecond;
    private final Duration interval;

    GeneratedWalk(long seed, double metresPerSecond, Duration interval) {
        this.random = new Random(seed);
        this.metresPerSecond = metresPerSecond;
        this.interval = interval;
    }

    static List<Point> onFoot(int points) {
        return new GeneratedWalk(1, 1.2, Duration.ofSeconds(5)).points(points);
    }

    /** Points with whole seconds, altitude, accuracy and speed. */
    List<Point> points(int count) {
        return points(count, 0);
    }

    /** @param clockJitterMillis how much earlier or later than at the interval a position can be recorded */
    List<Point> points(int count, int clockJitterMillis) {
        var points = new ArrayList<Point>(count);
        double lat = LAT;
        double lon = LON;
        double heading = 40;
        double altitude = 380;
        double accuracy = 5;
        for (int i = 0; i < count; i++) {
            var noisy = Geodesic.WGS84.Direct(
                    lat, lon, random.nextDouble() * 360, Math.abs(random.nextGaussian()) * NOISE_METRES);
            long delay = clockJitterMillis == 0 ? 0 : random.nextInt(2 * clockJitterMillis) - clockJitterMillis;
            points.add(Point.of(
                    START.plus(interval.multipliedBy(i)).plusMillis(delay),
                    noisy.lat2,
                    noisy.lon2,
                    altitude + random.nextGaussian(),
                    accuracy,
                    Math.max(0, metresPerSecond + random.nextGaussian() * 0.2),
                    false));
            heading += random.nextGaussian() * 15;
            altitude += random.nextGaussian() * 0.5;
            accuracy = Math.clamp(accuracy + random.nextGaussian(), 2, 40);
            var step = Geodesic.WGS84.Direct(lat, lon, heading, metresPerSecond * interval.toMillis() / 1000);
            lat = step.lat2;
            lon = step.lon2;
        }
        return points;
    }
}

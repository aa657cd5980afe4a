package org.linzhang.platform.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import jakarta.inject.Singleton;

import org.linzhang.platform.time.Timestamps;

/** The clock of an application under test: the system's, moved by the test. */
@Singleton
public class MovableClock extends Clock {

    private static final Clock SYSTEM = Clock.tick(Clock.systemUTC(), Timestamps.PRECISION);

    private volatile Duration moved = Duration.ZERO;

    public void advance(Duration by) {
        moved = moved.plus(by);
    }

    /** Back to the system's time; a test that moved the clock does this at its end. */
    public void reset() {
        moved = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return SYSTEM.instant().plus(moved);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(SYSTEM.withZone(zone), moved);
    }
}

package org.linzhang.platform.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import jakarta.inject.Singleton;

import org.linzhang.platform.time.Timestamps;

/** The clock of the application under test: the system clock plus an offset that the test sets. */
@Singleton
public class MovableClock extends Clock {

    private static final Clock SYSTEM = Clock.tick(Clock.systemUTC(), Timestamps.PRECISION);

    private volatile Duration offset = Duration.ZERO;

    public void advance(Duration by) {
        offset = offset.plus(by);
    }

    /** Removes the offset; a test that advances the clock calls this at its end. */
    public void reset() {
        offset = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return SYSTEM.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(SYSTEM.withZone(zone), offset);
    }
}

package org.linzhang.incident.lifecycle;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as PostgreSQL keeps them, to the microsecond, so that an answer is the same before and after it was stored. */
final class Moments {

    private Moments() {}

    static Instant stored(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS);
    }
}

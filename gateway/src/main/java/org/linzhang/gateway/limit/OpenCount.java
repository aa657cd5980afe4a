package org.linzhang.gateway.limit;

import java.util.concurrent.ConcurrentHashMap;

/** Limits how many things of a kind are open at the same time for one key, such as a user. */
public final class OpenCount {

    private final int limit;
    private final ConcurrentHashMap<String, Integer> open = new ConcurrentHashMap<>();

    public OpenCount(int limit) {
        this.limit = limit;
    }

    /**
     * Returns false, and counts nothing, if the limit is reached.
     *
     * @param key null if there is none: always true
     */
    public boolean open(String key) {
        if (key == null) {
            return true;
        }
        var before = new int[1];
        open.compute(key, (_, count) -> {
            before[0] = count == null ? 0 : count;
            return before[0] < limit ? Integer.valueOf(before[0] + 1) : count;
        });
        return before[0] < limit;
    }

    /** Once for each successful {@link #open}. */
    public void close(String key) {
        if (key != null) {
            open.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
        }
    }
}

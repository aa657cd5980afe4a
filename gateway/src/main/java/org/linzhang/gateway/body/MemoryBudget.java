package org.linzhang.gateway.body;

import java.util.concurrent.atomic.AtomicLong;

/** Limits the memory of all bodies together. */
final class MemoryBudget {

    private final long limit;
    private final AtomicLong reserved = new AtomicLong();

    /** @param limit bytes */
    MemoryBudget(long limit) {
        this.limit = limit;
    }

    boolean reserve(int bytes) {
        if (reserved.addAndGet(bytes) <= limit) {
            return true;
        }
        release(bytes);
        return false;
    }

    void release(int bytes) {
        reserved.addAndGet(-bytes);
    }

    /** Bytes. */
    long reserved() {
        return reserved.get();
    }
}

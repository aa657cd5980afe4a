package org.linzhang.local.check;

import java.io.IOException;
import java.time.Duration;

import org.linzhang.local.client.ApiResponse;

/** Prints what is done, how long it took, and what went wrong. */
final class Steps {
    /** Something to do that gives something. */
    interface Step<T> {
        T take() throws IOException, InterruptedException;
    }

    /** A step went wrong, and that was printed. */
    static final class Failed extends RuntimeException {
        private Failed(Throwable cause) {
            super(cause);
        }
    }

    <T> T take(String sentence, Step<T> step) throws InterruptedException {
        long began = System.nanoTime();
        try {
            var result = step.take();
            System.out.printf(
                    "  ✓ %-55s %6d ms%n",
                    sentence, Duration.ofNanos(System.nanoTime() - began).toMillis());
            return result;
        } catch (IOException | ApiResponse.Unexpected e) {
            System.out.printf("  ✗ %s: %s%n", sentence, e.getMessage() == null ? e : e.getMessage());
            throw new Failed(e);
        }
    }
}

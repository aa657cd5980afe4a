package org.linzhang.local.check;

import java.io.UncheckedIOException;
import java.time.Duration;

import org.linzhang.local.client.UnexpectedResponseException;

/** Runs the steps of a check, and prints the duration or the error of each. */
final class Steps {
    interface Step<T> {
        T run() throws InterruptedException;
    }

    /** A step failed, and its error was printed. */
    static final class StepFailedException extends RuntimeException {
        private StepFailedException(Throwable cause) {
            super(cause);
        }
    }

    <T> T run(String title, Step<T> step) throws InterruptedException {
        long startedAt = System.nanoTime();
        try {
            var result = step.run();
            System.out.printf(
                    "  ✓ %-55s %6d ms%n",
                    title, Duration.ofNanos(System.nanoTime() - startedAt).toMillis());
            return result;
        } catch (UncheckedIOException | UnexpectedResponseException e) {
            System.out.printf("  ✗ %s: %s%n", title, e.getMessage());
            throw new StepFailedException(e);
        }
    }
}

package org.linzhang.gateway.problem;

/** A problem that ends by itself: its response has the header {@code Retry-After}. */
interface RetryLater {

    long retryAfterSeconds();
}

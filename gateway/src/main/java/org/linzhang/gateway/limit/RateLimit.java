package org.linzhang.gateway.limit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;

/** Limits the number of requests of each key, such as a user, by a token bucket in memory. */
final class RateLimit {

    /** If there are more keys, those that were not used for the longest time are forgotten: they begin with a full bucket. */
    private static final int MAX_KEYS = 100_000;

    private final String name;
    private final String policy;
    private final LoadingCache<String, Bucket> buckets;

    /**
     * @param name in the response headers, such as {@code user}
     * @param burst capacity of a bucket
     */
    RateLimit(String name, int perSecond, int burst) {
        this.name = name;
        var untilFull = Duration.ofSeconds(Math.ceilDiv(burst, perSecond));
        this.policy = "\"%s\";q=%d;w=%d".formatted(name, burst, untilFull.toSeconds());
        var bandwidth = Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(perSecond, Duration.ofSeconds(1))
                .build();
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterAccess(untilFull.plusSeconds(1))
                .build(_ -> Bucket.builder()
                        .addLimit(bandwidth)
                        .withNanosecondPrecision()
                        .build());
    }

    /** Counts a request, if the limit is not reached. */
    ConsumptionProbe count(String key) {
        return buckets.get(key).tryConsumeAndReturnRemaining(1);
    }

    /** The value of {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers-10): burst, and seconds until it is full. */
    String policy() {
        return policy;
    }

    /** The value of {@code RateLimit}: requests that are left, and seconds until the bucket is full. */
    String state(ConsumptionProbe probe) {
        return "\"" + name + "\";r=" + probe.getRemainingTokens() + ";t=" + secondsOf(probe.getNanosToWaitForReset());
    }

    /** Rounded up. */
    static long secondsOf(long nanos) {
        return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }
}

package dev.sluice.proxy;

import java.time.Duration;

/**
 * How long a connection to an upstream is used again.
 *
 * @param keepAlive how long it may rest before it is closed: less than upstreams wait themselves
 * @param maxRequests that it carries; 0: no bound
 * @param maxAge after which it takes no new request; zero: no bound. Lets load move to new servers behind a balancer.
 */
public record ReuseSettings(Duration keepAlive, int maxRequests, Duration maxAge) {

    public static final ReuseSettings DEFAULT = new ReuseSettings(Duration.ofSeconds(15), 0, Duration.ZERO);

    /** @throws IllegalArgumentException beginning with the key that is wrong */
    public ReuseSettings {
        if (keepAlive.toMillis() < 1 || keepAlive.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("keepAlive: " + keepAlive + " (expected: from 1 millisecond to 1 hour)");
        }
        if (maxRequests < 0) {
            throw new IllegalArgumentException("maxRequestsPerConnection: " + maxRequests + " (expected: from 0)");
        }
        if (maxAge.isNegative() || maxAge.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("maxConnectionAge: " + maxAge + " (expected: from 0 to 1 day)");
        }
    }

    public ReuseSettings withKeepAlive(Duration keepAlive) {
        return new ReuseSettings(keepAlive, maxRequests, maxAge);
    }

    public ReuseSettings withMaxRequests(int maxRequests) {
        return new ReuseSettings(keepAlive, maxRequests, maxAge);
    }

    public ReuseSettings withMaxAge(Duration maxAge) {
        return new ReuseSettings(keepAlive, maxRequests, maxAge);
    }

    /** @param nanos its age */
    boolean isWornOut(int requests, long nanos) {
        return (maxRequests > 0 && requests >= maxRequests) || (!maxAge.isZero() && nanos >= maxAge.toNanos());
    }
}

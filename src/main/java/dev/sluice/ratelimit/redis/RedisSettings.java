package dev.sluice.ratelimit.redis;

import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How limits are shared.
 *
 * @param prefix of all keys: A-Z a-z 0-9 . _ - and :
 * @param timeout of one decision; beyond it Redis counts as away
 * @param onFailure what holds while it is
 * @param trust whose certificates are believed over TLS; null: those of the Java runtime
 */
public record RedisSettings(
        RedisServers servers,
        String prefix,
        Duration timeout,
        OnFailure onFailure,
        @Nullable TrustOptions trust) {

    public static final String DEFAULT_PREFIX = "sluice";
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(50);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);

    /** @throws IllegalArgumentException that begins with the key */
    public RedisSettings {
        if (!prefix.matches("[A-Za-z0-9._:-]{1,64}")) {
            throw new IllegalArgumentException("prefix (expected: 1 to 64 characters A-Z a-z 0-9 . _ - :)");
        }
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("timeout: " + timeout + " (expected: from 1ms)");
        }
    }

    /** With the authorities of the Java runtime. */
    public RedisSettings(RedisServers servers, String prefix, Duration timeout, OnFailure onFailure) {
        this(servers, prefix, timeout, onFailure, null);
    }

    /** Of one Redis, with the authorities of the Java runtime. */
    public RedisSettings(RedisAddress address, String prefix, Duration timeout, OnFailure onFailure) {
        this(RedisServers.one(address), prefix, timeout, onFailure, null);
    }

    /** The same with other authorities. */
    public RedisSettings withTrust(@Nullable TrustOptions trust) {
        return new RedisSettings(servers, prefix, timeout, onFailure, trust);
    }

    public RedisSettings(RedisAddress address) {
        this(address, DEFAULT_PREFIX, DEFAULT_TIMEOUT, OnFailure.LOCAL);
    }

    /** For a connection, with all that proves it. */
    Duration connectTimeout() {
        return timeout.compareTo(CONNECT_TIMEOUT) > 0 ? timeout : CONNECT_TIMEOUT;
    }

    /** Of questions for an event loop's first connection. */
    Duration firstWait() {
        return timeout.compareTo(FIRST_WAIT) > 0 ? timeout : FIRST_WAIT;
    }
}

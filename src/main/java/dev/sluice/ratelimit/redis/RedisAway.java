package dev.sluice.ratelimit.redis;

/** Redis did not answer, or not well. Without a stack: it is an outcome. */
final class RedisAway extends RuntimeException {

    private static final long serialVersionUID = 1;

    RedisAway(String message) {
        super(message, null, false, false);
    }
}

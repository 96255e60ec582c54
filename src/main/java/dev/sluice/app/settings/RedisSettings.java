package dev.sluice.app.settings;

import dev.sluice.ratelimit.redis.OnFailure;
import dev.sluice.ratelimit.redis.RedisAddress;
import dev.sluice.ratelimit.redis.RedisServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The Redis that counts for several nodes.
 *
 * @param type whether it is one, or a cluster
 * @param url where it is; of a cluster, some of its nodes
 * @param password wins over those of the urls
 * @param trust PEM file of the authorities of its certificate; absent: those of the Java runtime
 * @param prefix of its keys
 * @param timeout of one decision
 * @param onFailure what holds while it does not answer
 */
public record RedisSettings(
        Type type,
        List<RedisAddress> url,
        Optional<Secret> password,
        Optional<Path> trust,
        String prefix,
        Duration timeout,
        OnFailure onFailure) {

    /** How keys are kept. */
    public enum Type {
        /** All in one Redis. */
        STANDALONE,
        /** Spread over the nodes of a Redis Cluster. */
        CLUSTER
    }

    static final Setting<Type> TYPE = new Setting<>(
            "rateLimits.redis.type",
            Scalars.oneOf(Type.class),
            Type.STANDALONE,
            "standalone, or cluster for a Redis Cluster, whose nodes tell who counts for what.");
    static final Setting<List<RedisAddress>> URL = new Setting<>(
            "rateLimits.redis.url",
            new OneOrMoreType<>(new ListType<>(
                    Addresses.redisAddress(),
                    "an address, or an array of addresses of a cluster's nodes",
                    new Rule<>(urls -> !urls.isEmpty() && urls.size() <= 100, "1 to 100 addresses"))),
            List.of(RedisAddress.parse("redis://localhost:6379")),
            "For instance redis://redis.example:6379, redis://user@redis.example/1, or rediss://… for TLS; of a cluster,"
                    + " some of its nodes: [redis://a.example:6379, redis://b.example:6379]. Its other nodes are used with"
                    + " the same user and password, and over TLS as these are.");
    static final Setting<Optional<Secret>> PASSWORD = new Setting<>(
            "rateLimits.redis.password",
            new OptionalType<>(Secrets.secret()),
            Optional.empty(),
            "Its password, for instance ${REDIS_PASSWORD}, as it is; one in the url would be percent-encoded.");
    static final Setting<Optional<Path>> TRUST = new Setting<>(
            "rateLimits.redis.trust",
            new OptionalType<>(Addresses.path()),
            Optional.empty(),
            "With rediss://, PEM file of the authorities that are trusted; absent: those of the Java runtime. The"
                    + " certificate and the host's name in it are always checked.");
    static final Setting<String> PREFIX = new Setting<>(
            "rateLimits.redis.prefix",
            Scalars.text("[A-Za-z0-9._:-]{1,64}", "1 to 64 characters A-Z a-z 0-9 . _ - :"),
            dev.sluice.ratelimit.redis.RedisSettings.DEFAULT_PREFIX,
            "Of all keys: nodes with the same one share limits, by the names of contracts' files and of limits.");
    static final Setting<Duration> TIMEOUT = new Setting<>(
            "rateLimits.redis.timeout",
            Scalars.duration(Duration.ofMillis(1), Duration.ofSeconds(10)),
            dev.sluice.ratelimit.redis.RedisSettings.DEFAULT_TIMEOUT,
            "For one decision; beyond it Redis counts as away until a new connection has answered in time.");
    static final Setting<OnFailure> ON_FAILURE = new Setting<>(
            "rateLimits.redis.onFailure",
            Scalars.oneOf(OnFailure.class),
            OnFailure.LOCAL,
            "While Redis is away: local counts in each node by itself, from nothing; refuse answers what has a limit with"
                    + " 503; allow limits nothing.");

    static final Section SECTION = new Section(
            "rateLimits.redis",
            "The Redis (6 or later) that counts for several nodes, with store: redis.",
            List.of(TYPE, URL, PASSWORD, TRUST, PREFIX, TIMEOUT, ON_FAILURE));

    public RedisSettings {
        TYPE.require(type);
        PREFIX.require(prefix);
        TIMEOUT.require(timeout);
        ON_FAILURE.require(onFailure);
    }

    static RedisSettings from(Values values) {
        boolean cluster = values.get(TYPE) == Type.CLUSTER;
        List<RedisAddress> url = values.get(URL);
        values.check(cluster || url.size() == 1, URL, TYPE, "one address with rateLimits.redis.type: standalone");
        values.check(!cluster || RedisServers.alike(url), URL, TYPE, RedisServers.ALIKE);
        return new RedisSettings(
                values.get(TYPE),
                url,
                values.get(PASSWORD),
                values.get(TRUST),
                values.get(PREFIX),
                values.get(TIMEOUT),
                values.get(ON_FAILURE));
    }
}

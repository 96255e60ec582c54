package dev.sluice.ratelimit.redis;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One Redis, or some of the nodes of a Redis Cluster, which name the others. Its text holds no password.
 *
 * @param known at least one. A cluster's other nodes are used as the first of them is: with its user, its password and,
 *     where it says so, TLS
 * @param cluster whether keys are spread over nodes, as the nodes tell
 */
public record RedisServers(List<RedisAddress> known, boolean cluster) {

    /** @throws IllegalArgumentException that says what was expected */
    public RedisServers {
        known = List.copyOf(known);
        if (known.isEmpty() || (!cluster && known.size() > 1)) {
            throw new IllegalArgumentException("url: expected one address, or several nodes of a cluster");
        }
        if (cluster && !alike(known)) {
            throw new IllegalArgumentException("url: expected " + ALIKE);
        }
    }

    /** What addresses of one cluster have to be. */
    public static final String ALIKE = "nodes of one cluster: database 0, all with TLS or none, all with the same user";

    public static RedisServers one(RedisAddress address) {
        return new RedisServers(List.of(address), false);
    }

    public static RedisServers cluster(List<RedisAddress> known) {
        return new RedisServers(known, true);
    }

    /** Whether these can be nodes of one cluster. */
    public static boolean alike(List<RedisAddress> addresses) {
        return addresses.stream().allMatch(address -> address.database() == 0)
                && addresses.stream().map(RedisAddress::tls).distinct().count() == 1
                && addresses.stream().map(RedisAddress::user).distinct().count() == 1;
    }

    RedisAddress first() {
        return known.get(0);
    }

    @Override
    public String toString() {
        String all = known.stream().map(RedisAddress::toString).collect(Collectors.joining(", "));
        return cluster ? "the cluster of " + all : all;
    }
}

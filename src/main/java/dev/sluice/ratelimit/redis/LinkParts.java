package dev.sluice.ratelimit.redis;

import io.vertx.core.Vertx;

/** What all links have in common. */
record LinkParts(Vertx vertx, RedisSettings settings, Questions words, StoreCounts counts) {}

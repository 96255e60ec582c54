@org.jspecify.annotations.NullMarked
package dev.sluice.ratelimit.redis;

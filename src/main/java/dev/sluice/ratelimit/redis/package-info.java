/**
 * Limits that several nodes share: counted in Redis by one script per decision, with a policy for when Redis is away. The
 * rules of what a call goes against are those of {@link dev.sluice.ratelimit}; nothing here knows HTTP.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.ratelimit.redis;

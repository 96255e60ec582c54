package dev.sluice.ratelimit;

/**
 * What a limiter has done since it was made.
 *
 * @param allowed calls within their quota
 * @param refused calls over their quota, answered so
 * @param wouldRefuse calls over their quota that went on, in mode {@link RateLimitMode#WARN}
 * @param shared calls, of any of the above, of projects that had no limiter of their own because there were too many
 * @param projects how many projects have a limiter of their own now, summed over the policies
 */
public record RateLimitCounts(long allowed, long refused, long wouldRefuse, long shared, long projects) {}

package dev.sluice.ratelimit.redis;

/**
 * How the store of limits is, and what it has been asked since the start.
 *
 * @param up whether every event loop that uses it reaches it
 * @param detail one sentence for the operator; never a secret
 * @param asked round trips
 * @param unanswered of them, those that Redis did not answer well or in time
 * @param remembered decisions from a refusal that Redis had told before
 * @param withoutStore decisions by the policy for when Redis is away
 * @param lost connections
 */
public record StoreView(
        boolean up, String detail, long asked, long unanswered, long remembered, long withoutStore, long lost) {}

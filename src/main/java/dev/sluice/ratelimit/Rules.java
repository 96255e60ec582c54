package dev.sluice.ratelimit;

import dev.sluice.contract.RateKey;
import dev.sluice.exchange.Exchange;
import java.util.ArrayList;
import java.util.List;

/**
 * The policies that an operation falls under. Immutable.
 *
 * @param arriving those that can be decided before the caller is known
 * @param settled those that are decided once the caller may act on the project
 */
record Rules(List<Policy> arriving, List<Policy> settled) {

    /** By the client's address, and at most the operation beside it: nothing that a client could claim. */
    static boolean isArriving(List<RateKey> by) {
        return by.contains(RateKey.ADDRESS) && !by.contains(RateKey.PROJECT) && !by.contains(RateKey.CALLER);
    }

    /** What a call goes against; a policy that counts by a project does not reach a call without one. */
    static List<Claim> claims(List<Policy> policies, Exchange exchange) {
        if (policies.isEmpty()) {
            return List.of();
        }
        CallKeys keys = new CallKeys(exchange);
        List<Claim> claims = new ArrayList<>(policies.size());
        for (Policy policy : policies) {
            if (policy.by().stream().allMatch(keys::has)) {
                String key = keys.of(policy.by());
                WindowSet windows = policy.windows(key);
                if (!windows.isEmpty()) {
                    claims.add(new Claim(policy, key, windows, keys));
                }
            }
        }
        return claims;
    }
}

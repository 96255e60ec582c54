package dev.sluice.ratelimit;

import dev.sluice.contract.RateKey;
import dev.sluice.contract.RateWindow;
import java.util.List;

/**
 * A limit that the operator sets for the operations of all contracts together.
 *
 * @param name of the policy in {@code RateLimit-Policy}
 * @param by what it counts by, in their own order: at least one
 * @param windows all of which hold: at least one
 */
public record NamedLimit(String name, List<RateKey> by, List<RateWindow> windows) {

    /** @throws IllegalArgumentException where it counts by nothing or has no window */
    public NamedLimit {
        if (by.isEmpty() || windows.isEmpty()) {
            throw new IllegalArgumentException(name + ": no key or no quota (expected: at least one of each)");
        }
        by = RateKey.sorted(by);
        windows = List.copyOf(windows);
    }
}

package dev.sluice.ratelimit;

import org.jspecify.annotations.Nullable;

/** One of the counts that a call goes against. Immutable. */
public final class Claim {

    private final Policy policy;
    private final String key;
    private final WindowSet windows;
    private final @Nullable CallKeys keys;

    /**
     * @param key whose count it is
     * @param keys of the call; null where the key is a project, and the policy counts by that alone
     */
    Claim(Policy policy, String key, WindowSet windows, @Nullable CallKeys keys) {
        this.policy = policy;
        this.key = key;
        this.windows = windows;
        this.keys = keys;
    }

    Policy policy() {
        return policy;
    }

    String key() {
        return key;
    }

    /** The project whose count it is; null where it is not counted by the project alone. */
    public @Nullable String project() {
        return policy.perProject() ? key : null;
    }

    public WindowSet windows() {
        return windows;
    }

    /** The same on every node that has the same contracts and settings, and no other policy's: A-Z a-z 0-9 . _ ~ - : */
    public String policyId() {
        return policy.id();
    }

    /**
     * The part of the key that all counts share which a call may go against together; empty where they share none.
     * Counts with one such part can be kept in one place.
     */
    public String sharedKey() {
        if (keys != null) {
            return keys.of(policy.sharedKeys());
        }
        return policy.sharedKeys().isEmpty() ? "" : key;
    }

    /** What the key has beyond {@link #sharedKey}. */
    public String ownKey() {
        if (keys != null) {
            return keys.of(policy.ownKeys());
        }
        return policy.sharedKeys().isEmpty() ? key : "";
    }
}

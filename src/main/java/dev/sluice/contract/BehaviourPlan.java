package dev.sluice.contract;

import org.jspecify.annotations.Nullable;

/**
 * What the contract says of how answers behave, where it does: {@code x-sluice-latency} and {@code x-sluice-faults}.
 *
 * @param latency the most specific one, or null
 * @param faults the most specific ones, or null
 */
public record BehaviourPlan(
        @Nullable Latency latency, @Nullable Faults faults) {

    /** The contract says nothing. */
    public static final BehaviourPlan NONE = new BehaviourPlan(null, null);

    /** What this place says, and where it says nothing, what the place around it said. */
    BehaviourPlan within(BehaviourPlan around) {
        return latency == null && faults == null
                ? around
                : new BehaviourPlan(
                        latency == null ? around.latency : latency, faults == null ? around.faults : faults);
    }
}

package dev.sluice.contract;

import org.jspecify.annotations.Nullable;

/**
 * What the contract says of what becomes of messages that break it ({@code x-sluice-validation}).
 *
 * @param request of requests; null where the contract leaves it open
 * @param response of answers; null where the contract leaves it open
 */
public record ValidationPlan(
        @Nullable Mode request, @Nullable Mode response) {

    /** What becomes of a message that breaks its contract. */
    public enum Mode {
        /** It goes no further. */
        BLOCK,
        /** It goes on as it came, and what is wrong with it is told to the operator. */
        REPORT,
        /** Nobody looks at it. */
        OFF
    }

    /** The contract says nothing. */
    public static final ValidationPlan NONE = new ValidationPlan(null, null);

    /** What this place says, and where it says nothing, what the place around it said. */
    ValidationPlan within(ValidationPlan around) {
        return request == null && response == null
                ? around
                : new ValidationPlan(
                        request == null ? around.request : request, response == null ? around.response : response);
    }
}

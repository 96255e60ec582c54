package dev.sluice.edge;

import dev.sluice.auth.Identity;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.ratelimit.RateDecision;
import org.jspecify.annotations.Nullable;

/** Why a call goes no further, by what is known about its caller and its limits; null where it goes on. Stateless. */
final class Refusals {

    private Refusals() {}

    static @Nullable Problem accept(Call call, Identity identity) {
        if (identity instanceof Identity.Known known) {
            call.exchange.caller(known.caller());
            return null;
        }
        if (identity instanceof Identity.Claimed claimed) {
            call.exchange.caller(claimed.caller());
            call.confirmation = claimed.confirmation();
            return null;
        }
        return identity instanceof Identity.Refused refused
                ? refused.problem()
                : Problem.of(ProblemType.UNAUTHENTICATED);
    }

    static @Nullable Problem authorize(Call call) {
        String project = call.exchange.project();
        return project == null || call.exchange.caller().mayActOn(project) ? null : Problem.of(ProblemType.FORBIDDEN);
    }

    static @Nullable Problem of(RateDecision decision) {
        if (decision instanceof RateDecision.Denied denied) {
            return Problem.of(ProblemType.RATE_LIMITED, denied.detail());
        }
        return decision instanceof RateDecision.Undecided undecided
                ? Problem.of(ProblemType.UNAVAILABLE, "the rate limit cannot be told now")
                        .withHeader("Retry-After", Long.toString(undecided.retryAfterSeconds()))
                : null;
    }

    static @Nullable Problem confirm(Call call) {
        return call.confirmation == null ? null : call.confirmation.refuse(call.exchange.body());
    }
}

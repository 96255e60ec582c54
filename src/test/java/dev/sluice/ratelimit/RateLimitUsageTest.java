package dev.sluice.ratelimit;

import static dev.sluice.ratelimit.Limits.allowed;
import static dev.sluice.ratelimit.Limits.contract;
import static dev.sluice.ratelimit.Limits.operation;
import static dev.sluice.ratelimit.Limits.perDay;
import static dev.sluice.ratelimit.Limits.perSecond;
import static dev.sluice.ratelimit.Limits.plan;
import static dev.sluice.ratelimit.Limits.root;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.OperationPlan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimitUsageTest {

    private final Limits.Ticker ticker = new Limits.Ticker();
    private final OperationPlan operation = operation(root(perSecond(3), perDay(100)));
    private final OperationPlan create = operation(plan("per-project-create", perSecond(1)));
    private final LocalProjectLimiter limiter =
            new LocalProjectLimiter(RateLimitSettings.DEFAULT, List.of(contract("a.yaml", operation, create)), ticker);

    @Test
    void showsWhatIsUsedAndRefusedInThePresentWindow() {
        allowed(limiter, operation, "p", 5);
        ticker.advance(Duration.ofMillis(250));

        assertThat(limiter.usage("p").result())
                .containsExactly(
                        new WindowUsage("per-project", perSecond(3), 3, 2, Duration.ofMillis(750), false),
                        new WindowUsage(
                                "per-project",
                                perDay(100),
                                3,
                                0,
                                Duration.ofDays(1).minusMillis(250),
                                false),
                        new WindowUsage("per-project-create", perSecond(1), 0, 0, Duration.ofSeconds(1), false));
    }

    @Test
    void beginsAnewWithTheWindow() {
        allowed(limiter, operation, "p", 5);
        ticker.advance(Duration.ofMillis(1_250));

        assertThat(limiter.usage("p").result().get(0))
                .isEqualTo(new WindowUsage("per-project", perSecond(3), 0, 0, Duration.ofMillis(750), false));
        assertThat(limiter.usage("p").result().get(1).used()).isEqualTo(3);
    }

    @Test
    void lookingMakesNoLimiter() {
        limiter.usage("p").result();

        assertThat(limiter.counts().projects()).isZero();
    }

    @Test
    void aResetGivesFullQuotasAgain() {
        allowed(limiter, operation, "p", 5);
        allowed(limiter, operation, "q", 5);

        limiter.reset("p");

        assertThat(allowed(limiter, operation, "p", 5)).isEqualTo(3);
        assertThat(allowed(limiter, operation, "q", 5)).isZero();
    }
}

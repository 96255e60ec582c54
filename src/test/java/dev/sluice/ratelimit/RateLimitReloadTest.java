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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitReloadTest {

    private final Limits.Ticker ticker = new Limits.Ticker();
    private final OperationPlan before = operation(root(perSecond(5), perDay(8)));
    private final LocalProjectLimiter limiter =
            new LocalProjectLimiter(Limits.bound(1), List.of(contract("a.yaml", before)), ticker);

    @Test
    void theSameLimitsGoOnCounting() {
        OperationPlan after = operation(root(perSecond(5), perDay(8)));
        allowed(limiter, before, "p", 4);

        limiter.reload(Limits.bound(1), List.of(contract("a.yaml", after)));

        assertThat(allowed(limiter, after, "p", 9)).isEqualTo(1);
        assertThat(limiter.counts().projects()).isEqualTo(1);
    }

    @Test
    void aChangedWindowBeginsAnewAndTheOthersGoOn() {
        OperationPlan after = operation(root(perSecond(7), perDay(8)));
        allowed(limiter, before, "p", 4);
        allowed(limiter, before, "shared", 4);

        limiter.reload(Limits.bound(1), List.of(contract("a.yaml", after)));

        assertThat(allowed(limiter, after, "p", 9)).isEqualTo(4);
        assertThat(allowed(limiter, after, "shared", 9)).isEqualTo(4);
    }

    @Test
    void aRequestMatchedBeforeTheReloadCountsAfterIt() {
        OperationPlan after = operation(root(perSecond(7), perDay(8)));
        limiter.reload(Limits.bound(1), List.of(contract("a.yaml", after)));

        assertThat(allowed(limiter, before, "p", 9)).isEqualTo(7);
        assertThat(allowed(limiter, after, "p", 9)).isZero();
    }

    @Test
    void aLimitThatIsGoneStillHoldsForRequestsMatchedBefore() {
        OperationPlan after = operation(plan("per-project-other", perSecond(7)));
        limiter.reload(Limits.bound(1), List.of(contract("a.yaml", after)));

        assertThat(allowed(limiter, before, "p", 9)).isEqualTo(5);
    }

    @Test
    void aSecondContractCountsByItself() {
        OperationPlan other = operation(root(perSecond(5), perDay(8)));
        limiter.reload(Limits.bound(1), List.of(contract("a.yaml", before), contract("b.yaml", other)));

        assertThat(allowed(limiter, before, "p", 9)).isEqualTo(5);
        assertThat(allowed(limiter, other, "p", 9)).isEqualTo(5);
    }

    @Test
    void newSettingsCountAtOnce() {
        allowed(limiter, before, "p", 1);

        limiter.reload(
                new RateLimitSettings(RateLimitMode.ENFORCE, null, Map.of("p", List.of(perSecond(2))), 1),
                List.of(contract("a.yaml", before)));

        assertThat(allowed(limiter, before, "p", 9)).isEqualTo(2);
    }
}

package dev.sluice.ratelimit;

import static dev.sluice.ratelimit.Limits.allowed;
import static dev.sluice.ratelimit.Limits.contract;
import static dev.sluice.ratelimit.Limits.operation;
import static dev.sluice.ratelimit.Limits.perSecond;
import static dev.sluice.ratelimit.Limits.root;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RateWindow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitMemoryTest {

    private static final RateWindow PER_MINUTE = new RateWindow(5, Duration.ofMinutes(1));

    private final Limits.Ticker ticker = new Limits.Ticker();
    private final OperationPlan operation = operation(root(perSecond(3), PER_MINUTE));

    private LocalProjectLimiter limiter(RateLimitSettings settings) {
        return new LocalProjectLimiter(settings, List.of(contract("a.yaml", operation)), ticker);
    }

    private static int sweepAll(LocalProjectLimiter limiter) {
        int removed = 0;
        for (int i = 0; i < 20; i++) {
            removed += limiter.sweep();
        }
        return removed;
    }

    @Test
    void aProjectThatIsIdleForItsLongestWindowLeaves() {
        LocalProjectLimiter limiter = limiter(Limits.bound(10));
        limiter.decide(operation, "idle");
        ticker.advance(Duration.ofSeconds(30));
        limiter.decide(operation, "active");
        ticker.advance(Duration.ofSeconds(30));

        int removed = sweepAll(limiter);

        assertThat(removed).isEqualTo(1);
        assertThat(limiter.counts().projects()).isEqualTo(1);
        assertThat(limiter.usage("active").result().get(1).used()).isEqualTo(1);
    }

    @Test
    void aProjectThatStillCountsStays() {
        LocalProjectLimiter limiter = limiter(Limits.bound(10));
        allowed(limiter, operation, "p", 3);
        ticker.advance(Duration.ofSeconds(59));

        sweepAll(limiter);

        assertThat(allowed(limiter, operation, "p", 9)).isEqualTo(2);
    }

    @Test
    void aLimiterThatHasLeftCountsNothingMore() {
        ProjectWindows limiter =
                new ProjectWindows(new WindowSet("per-project", List.of(perSecond(3))), true, ticker.getAsLong());
        ticker.advance(Duration.ofSeconds(1));

        boolean retired = limiter.retireWhenIdle(ticker.getAsLong());

        assertThat(retired).isTrue();
        assertThat(limiter.count(ticker)).isNull();
        assertThat(limiter.retireWhenIdle(ticker.getAsLong())).isFalse();
    }

    @Test
    void oneSweepLooksAtAPartOnly() {
        LocalProjectLimiter limiter = limiter(Limits.bound(10_000));
        for (int i = 0; i < 8_000; i++) {
            limiter.decide(operation, "project-" + i);
        }
        ticker.advance(Duration.ofMinutes(1));

        limiter.sweep();
        int first = limiter.sweep();
        int rest = sweepAll(limiter);

        assertThat(first).isEqualTo(2_500);
        assertThat(first + rest).isEqualTo(8_000);
        assertThat(limiter.counts().projects()).isZero();
    }

    @Test
    void aFloodOfMadeUpProjectsThrottlesItselfAndResetsNobody() {
        LocalProjectLimiter limiter =
                limiter(new RateLimitSettings(RateLimitMode.ENFORCE, null, Map.of("own", List.of(perSecond(7))), 100));
        allowed(limiter, operation, "early", 3);

        int flood = 0;
        for (int i = 0; i < 20_000; i++) {
            flood += allowed(limiter, operation, "made-up-" + i, 1);
        }

        assertThat(flood).isEqualTo(99 + 3);
        assertThat(limiter.counts().projects()).isEqualTo(100);
        assertThat(limiter.counts().shared()).isEqualTo(20_000 - 99);
        assertThat(allowed(limiter, operation, "early", 9)).isZero();
        assertThat(allowed(limiter, operation, "own", 9)).isEqualTo(7);
        assertThat(limiter.usage("late").result()).allMatch(WindowUsage::shared);
        assertThat(limiter.usage("late").result().get(0).used()).isEqualTo(3);
        assertThat(limiter.usage("own").result()).noneMatch(WindowUsage::shared);
    }

    @Test
    void afterAFloodThereIsRoomAgain() {
        LocalProjectLimiter limiter = limiter(Limits.bound(100));
        for (int i = 0; i < 1_000; i++) {
            limiter.decide(operation, "made-up-" + i);
        }
        ticker.advance(Duration.ofMinutes(1));

        sweepAll(limiter);

        assertThat(allowed(limiter, operation, "p", 9)).isEqualTo(3);
        assertThat(allowed(limiter, operation, "q", 9)).isEqualTo(3);
        assertThat(limiter.counts().projects()).isEqualTo(2);
    }

    @Test
    void aResetDoesNotReachTheSharedCount() {
        LocalProjectLimiter limiter = limiter(Limits.bound(1));
        limiter.decide(operation, "first");
        allowed(limiter, operation, "p", 9);

        limiter.reset("p");

        assertThat(allowed(limiter, operation, "q", 9)).isZero();
    }
}

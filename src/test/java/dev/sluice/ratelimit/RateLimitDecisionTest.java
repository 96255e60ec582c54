package dev.sluice.ratelimit;

import static dev.sluice.ratelimit.Limits.allowed;
import static dev.sluice.ratelimit.Limits.contract;
import static dev.sluice.ratelimit.Limits.operation;
import static dev.sluice.ratelimit.Limits.perDay;
import static dev.sluice.ratelimit.Limits.perSecond;
import static dev.sluice.ratelimit.Limits.plan;
import static dev.sluice.ratelimit.Limits.root;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RateLimitPlan;
import dev.sluice.contract.RateWindow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitDecisionTest {

    private final Limits.Ticker ticker = new Limits.Ticker();

    private LocalProjectLimiter limiter(RateLimitSettings settings, OperationPlan... operations) {
        return new LocalProjectLimiter(settings, List.of(contract("a.yaml", operations)), ticker);
    }

    @Test
    void saysWhatIsLeftAndUntilWhen() {
        OperationPlan operation = operation(root(perSecond(100)));
        LocalProjectLimiter limiter = limiter(RateLimitSettings.DEFAULT, operation);

        RateDecision decision = limiter.decide(operation, "p");

        assertThat(decision)
                .isEqualTo(new RateDecision.Allowed("\"per-project\";q=100;w=1", "\"per-project\";r=99;t=1"));
    }

    @Test
    void namesEachOfSeveralWindows() {
        OperationPlan operation = operation(root(perDay(100_000), perSecond(100)));
        LocalProjectLimiter limiter = limiter(RateLimitSettings.DEFAULT, operation);

        limiter.decide(operation, "p");
        ticker.advance(Duration.ofMillis(400));
        RateDecision decision = limiter.decide(operation, "p");

        assertThat(decision)
                .isEqualTo(new RateDecision.Allowed(
                        "\"per-project-1s\";q=100;w=1, \"per-project-1d\";q=100000;w=86400",
                        "\"per-project-1s\";r=98;t=1, \"per-project-1d\";r=99998;t=86400"));
    }

    @Test
    void refusesWhatIsOverTheQuotaUntilTheWindowBeginsAnew() {
        OperationPlan operation = operation(root(new RateWindow(2, Duration.ofSeconds(10))));
        LocalProjectLimiter limiter = limiter(RateLimitSettings.DEFAULT, operation);

        int before = allowed(limiter, operation, "p", 2);
        ticker.advance(Duration.ofMillis(6_500));
        RateDecision refused = limiter.decide(operation, "p");
        ticker.advance(Duration.ofMillis(3_500));
        RateDecision after = limiter.decide(operation, "p");

        assertThat(before).isEqualTo(2);
        assertThat(refused)
                .isEqualTo(
                        new RateDecision.Denied(
                                "\"per-project\";q=2;w=10",
                                "\"per-project\";r=0;t=4",
                                4,
                                "The throttling threshold has been reached: policy user over ratelimit,limit:2,time:10 second"));
        assertThat(after).isInstanceOf(RateDecision.Allowed.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 1 second, 1s", "10, 10 second, 10s", "60, 1 minute, 1m", "7200, 2 hour, 2h", "86400, 1 day, 1d"})
    void writesAPeriodInItsLargestUnit(int seconds, String words, String suffix) {
        RateWindow window = new RateWindow(1, Duration.ofSeconds(seconds));
        OperationPlan operation = operation(root(window, new RateWindow(9, Duration.ofDays(30))));
        LocalProjectLimiter limiter = limiter(RateLimitSettings.DEFAULT, operation);

        limiter.decide(operation, "p");
        RateDecision.Denied denied = (RateDecision.Denied) limiter.decide(operation, "p");

        assertThat(denied.detail()).endsWith("limit:1,time:" + words);
        assertThat(denied.policy()).startsWith("\"per-project-" + suffix + "\";q=1;w=" + seconds + ", ");
        assertThat(denied.retryAfterSeconds()).isEqualTo(seconds);
    }

    @Test
    void aCallThatALongerWindowRefusesCostsTheShorterOneNothing() {
        OperationPlan operation = operation(root(perSecond(3), new RateWindow(2, Duration.ofMinutes(1))));
        LocalProjectLimiter limiter = limiter(RateLimitSettings.DEFAULT, operation);

        allowed(limiter, operation, "p", 2);
        RateDecision.Denied denied = (RateDecision.Denied) limiter.decide(operation, "p");

        assertThat(denied.limit()).isEqualTo("\"per-project-1s\";r=1;t=1, \"per-project-1m\";r=0;t=60");
        assertThat(denied.retryAfterSeconds()).isEqualTo(60);
        assertThat(denied.detail()).endsWith("limit:2,time:1 minute");
    }

    @Test
    void countsEachProjectByItself() {
        OperationPlan operation = operation(root(perSecond(1)));
        LocalProjectLimiter limiter = limiter(RateLimitSettings.DEFAULT, operation);

        assertThat(allowed(limiter, operation, "p", 3)).isEqualTo(1);
        assertThat(allowed(limiter, operation, "q", 3)).isEqualTo(1);
        assertThat(limiter.counts()).isEqualTo(new RateLimitCounts(2, 4, 0, 0, 2));
    }

    @Test
    void operationsUnderOnePlanShareOneCountAndOthersHaveTheirOwn() {
        RateLimitPlan shared = root(perSecond(4));
        OperationPlan first = operation(shared);
        OperationPlan second = operation(shared);
        OperationPlan own = operation(plan("per-project-create", perSecond(4)));
        LocalProjectLimiter limiter = limiter(RateLimitSettings.DEFAULT, first, second, own);

        assertThat(allowed(limiter, first, "p", 3)).isEqualTo(3);
        assertThat(allowed(limiter, second, "p", 3)).isEqualTo(1);
        assertThat(allowed(limiter, own, "p", 5)).isEqualTo(4);
    }

    @Test
    void theLineOfAProjectComesBeforeTheDefaultAndTheSettingsBeforeTheContract() {
        RateLimitPlan plan = new RateLimitPlan(
                RateLimitPlan.ROOT_NAME,
                List.of(perSecond(1)),
                Map.of("both", List.of(perSecond(2)), "contract", List.of(perSecond(3))));
        OperationPlan operation = operation(plan);
        Map<String, List<RateWindow>> lines =
                Map.of("both", List.of(perSecond(4)), "settings", List.of(perSecond(5)), "free", List.of());
        LocalProjectLimiter bare = limiter(RateLimitSettings.DEFAULT, operation);
        LocalProjectLimiter withLines = limiter(Limits.settings(null, lines), operation);
        LocalProjectLimiter withDefault = limiter(Limits.settings(List.of(perSecond(6)), lines), operation);

        assertThat(allowed(bare, operation, "other", 9)).isEqualTo(1);
        assertThat(allowed(bare, operation, "both", 9)).isEqualTo(2);
        assertThat(allowed(withLines, operation, "both", 9)).isEqualTo(4);
        assertThat(allowed(withLines, operation, "settings", 9)).isEqualTo(5);
        assertThat(allowed(withLines, operation, "contract", 9)).isEqualTo(3);
        assertThat(allowed(withLines, operation, "other", 9)).isEqualTo(1);
        assertThat(allowed(withDefault, operation, "other", 9)).isEqualTo(6);
        assertThat(allowed(withDefault, operation, "contract", 9)).isEqualTo(3);
        assertThat(withLines.decide(operation, "free")).isEqualTo(RateDecision.Unlimited.UNLIMITED);
    }

    @Test
    void theSettingsDoNotReachALimitOfOneOperation() {
        OperationPlan operation = operation(plan("per-project-create", perSecond(1)));
        LocalProjectLimiter limiter =
                limiter(Limits.settings(List.of(perSecond(5)), Map.of("p", List.of(perSecond(6)))), operation);

        assertThat(allowed(limiter, operation, "p", 9)).isEqualTo(1);
        assertThat(allowed(limiter, operation, "q", 9)).isEqualTo(1);
    }

    @Test
    void anOperationWithoutAPlanFallsUnderTheSettingsOrUnderNone() {
        OperationPlan operation = operation(null);
        LocalProjectLimiter none = limiter(RateLimitSettings.DEFAULT, operation);
        LocalProjectLimiter some = limiter(Limits.settings(List.of(perSecond(5)), Map.of()), operation);

        assertThat(none.decide(operation, "p")).isEqualTo(RateDecision.Unlimited.UNLIMITED);
        assertThat(none.counts().projects()).isZero();
        assertThat(allowed(some, operation, "p", 9)).isEqualTo(5);
    }

    @Test
    void warnLetsPassAndCounts() {
        OperationPlan operation = operation(root(perSecond(2)));
        LocalProjectLimiter limiter = limiter(Limits.mode(RateLimitMode.WARN), operation);

        assertThat(allowed(limiter, operation, "p", 5)).isEqualTo(5);
        assertThat(limiter.counts()).isEqualTo(new RateLimitCounts(2, 0, 3, 0, 1));
        assertThat(limiter.usage("p").result().get(0).refused()).isEqualTo(3);
    }

    @Test
    void offCountsNothing() {
        OperationPlan operation = operation(root(perSecond(2)));
        LocalProjectLimiter limiter = limiter(Limits.mode(RateLimitMode.OFF), operation);

        assertThat(limiter.decide(operation, "p")).isEqualTo(RateDecision.Unlimited.UNLIMITED);
        assertThat(limiter.counts()).isEqualTo(new RateLimitCounts(0, 0, 0, 0, 0));
        assertThat(limiter.usage("p").result()).isEmpty();
    }

    @Test
    void aPolicyNameCannotBreakTheHeader() {
        OperationPlan operation = operation(plan("per-project-a\"b\\c\r\nd\u00e9", perSecond(2)));
        LocalProjectLimiter limiter = limiter(RateLimitSettings.DEFAULT, operation);

        RateDecision.Allowed allowed = (RateDecision.Allowed) limiter.decide(operation, "p");

        assertThat(allowed.policy()).isEqualTo("\"per-project-a_b_c__d_\";q=2;w=1");
    }

    @Test
    void anOperationOfAnUnknownContractIsABug() {
        LocalProjectLimiter limiter = limiter(RateLimitSettings.DEFAULT, operation(null));
        OperationPlan stranger = operation(root(perSecond(1)));

        assertThatThrownBy(() -> limiter.decide(stranger, "p")).isInstanceOf(IllegalArgumentException.class);
    }
}

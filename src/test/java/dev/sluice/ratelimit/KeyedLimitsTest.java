package dev.sluice.ratelimit;

import static dev.sluice.ratelimit.Limits.per;
import static dev.sluice.ratelimit.Limits.root;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RateKey;
import dev.sluice.contract.RateLimitPlan;
import dev.sluice.exchange.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits by other keys than the project, counted in this process. */
class KeyedLimitsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Limits.Ticker ticker = new Limits.Ticker();

    private static NamedLimit limit(String name, int quota, RateKey... by) {
        return new NamedLimit(name, List.of(by), List.of(per(quota, HOUR)));
    }

    private static RateLimitSettings settings(RateLimitMode mode, NamedLimit... limits) {
        return new RateLimitSettings(mode, null, Map.of(), List.of(limits), 1000);
    }

    /** Of one contract with these operations. */
    private final class Served {

        private final ContractPlan contract;
        private final LocalProjectLimiter limiter;

        Served(RateLimitSettings settings, OperationPlan... operations) {
            contract = Limits.contract("a.yaml", operations);
            limiter = new LocalProjectLimiter(settings, List.of(contract), ticker);
        }

        Exchange call(OperationPlan operation, @Nullable String project, String caller, String address) {
            return Calls.of(contract, operation, project, caller, address);
        }

        boolean admits(Exchange exchange) {
            return !(limiter.arrived(exchange) instanceof RateDecision.Denied)
                    && !(limiter.decide(exchange) instanceof RateDecision.Denied);
        }
    }

    private static OperationPlan operation(String id, @Nullable RateLimitPlan plan, RateLimitPlan... keyed) {
        return Calls.operation(id, plan, keyed);
    }

    @Test
    void countsByWhatTheLimitSays() {
        OperationPlan first = operation("first", null);
        OperationPlan second = operation("second", null);
        Served served = new Served(
                settings(RateLimitMode.ENFORCE, limit("callers", 2, RateKey.CALLER, RateKey.OPERATION)), first, second);

        assertThat(served.admits(served.call(first, "p", "ann", "10.0.0.1"))).isTrue();
        assertThat(served.admits(served.call(first, "q", "ann", "10.0.0.2"))).isTrue();
        assertThat(served.admits(served.call(first, null, "ann", "10.0.0.3"))).isFalse();
        assertThat(served.admits(served.call(second, null, "ann", "10.0.0.3"))).isTrue();
        assertThat(served.admits(served.call(first, null, "bob", "10.0.0.3"))).isTrue();
    }

    @Test
    void allLimitsHoldTogetherAndAllAreTold() {
        OperationPlan operation = operation("op", root(per(5, HOUR)));
        Served served = new Served(settings(RateLimitMode.ENFORCE, limit("callers", 3, RateKey.CALLER)), operation);

        RateDecision decision = served.limiter.decide(served.call(operation, "p", "ann", "10.0.0.1"));

        assertThat(decision)
                .isEqualTo(new RateDecision.Allowed(
                        "\"per-project\";q=5;w=3600, \"callers\";q=3;w=3600",
                        "\"per-project\";r=4;t=3600, \"callers\";r=2;t=3600"));
    }

    @Test
    void aCallThatOneLimitRefusesCostsTheOthersNothing() {
        OperationPlan operation = operation("op", root(per(5, HOUR)));
        Served served = new Served(settings(RateLimitMode.ENFORCE, limit("callers", 1, RateKey.CALLER)), operation);

        assertThat(served.admits(served.call(operation, "p", "ann", ""))).isTrue();
        for (int i = 0; i < 9; i++) {
            assertThat(served.admits(served.call(operation, "p", "ann", ""))).isFalse();
        }
        RateDecision refused = served.limiter.decide(served.call(operation, "p", "ann", ""));

        assertThat(refused)
                .isEqualTo(new RateDecision.Denied(
                        "\"per-project\";q=5;w=3600, \"callers\";q=1;w=3600",
                        "\"per-project\";r=4;t=3600, \"callers\";r=0;t=3600",
                        3600,
                        "The throttling threshold has been reached: policy user over ratelimit,limit:1,time:1 hour"));
        assertThat(served.admits(served.call(operation, "p", "bob", ""))).isTrue();
    }

    @Test
    void aLimitByAddressIsDecidedOnArrivalAndOthersAreNot() {
        OperationPlan operation = operation("op", root(per(5, HOUR)));
        Served served = new Served(
                settings(
                        RateLimitMode.ENFORCE,
                        limit("addresses", 1, RateKey.ADDRESS, RateKey.OPERATION),
                        limit("pairs", 9, RateKey.ADDRESS, RateKey.CALLER)),
                operation);
        Exchange call = served.call(operation, "p", "ann", "10.0.0.1");

        assertThat(served.limiter.arrived(call))
                .isEqualTo(new RateDecision.Allowed("\"addresses\";q=1;w=3600", "\"addresses\";r=0;t=3600"));
        assertThat(((RateDecision.Allowed) served.limiter.decide(call)).policy())
                .isEqualTo("\"per-project\";q=5;w=3600, \"pairs\";q=9;w=3600");
        assertThat(served.limiter.arrived(call)).isInstanceOf(RateDecision.Denied.class);
        assertThat(served.limiter.arrived(served.call(operation, "p", "ann", "10.0.0.2")))
                .isInstanceOf(RateDecision.Allowed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "::ffff:10.0.0.1, 10.0.0.1",
        "2001:db8:1:2::1, 20010db800010002/64",
        "2001:db8:1:2:ffff:ffff:ffff:ffff, 20010db800010002/64",
        "2001:0DB8:1:2:3::, 20010db800010002/64",
        "2001:db8:1:3::1, 20010db800010003/64",
        "fe80::1%eth0, fe80000000000000/64",
        "::1, 0000000000000000/64",
        "no:address, no:address",
        "unknown, unknown",
        "'', ''"
    })
    void addressesOfOneNetworkAreOneClient(String address, String group) {
        assertThat(AddressGroup.of(address)).isEqualTo(group);
    }

    @Test
    void aLimitByProjectDoesNotReachACallWithoutOne() {
        OperationPlan operation = operation("op", null);
        Served served = new Served(
                settings(RateLimitMode.ENFORCE, limit("both", 1, RateKey.PROJECT, RateKey.CALLER)), operation);

        for (int i = 0; i < 3; i++) {
            assertThat(served.limiter.decide(served.call(operation, null, "ann", "")))
                    .isEqualTo(RateDecision.Unlimited.UNLIMITED);
        }
        assertThat(served.admits(served.call(operation, "p", "ann", ""))).isTrue();
        assertThat(served.admits(served.call(operation, "p", "ann", ""))).isFalse();
        // no two pairs read alike
        assertThat(served.admits(served.call(operation, "p3:ann", "", ""))).isTrue();
    }

    @Test
    void contractsSetLimitsTooAndAReloadKeepsTheirCounts() {
        RateLimitPlan plan =
                new RateLimitPlan("per-caller-op", List.of(RateKey.CALLER), List.of(per(2, HOUR)), Map.of());
        OperationPlan before = operation("op", null, plan);
        Served served = new Served(RateLimitSettings.DEFAULT, before);
        assertThat(served.admits(served.call(before, null, "ann", ""))).isTrue();
        OperationPlan after = operation(
                "op",
                null,
                new RateLimitPlan("per-caller-op", List.of(RateKey.CALLER), List.of(per(2, HOUR)), Map.of()));

        served.limiter.reload(RateLimitSettings.DEFAULT, List.of(Limits.contract("a.yaml", after)));

        assertThat(served.admits(served.call(after, null, "ann", ""))).isTrue();
        // matched before the reload
        assertThat(served.admits(served.call(before, null, "ann", ""))).isFalse();
        assertThat(served.admits(served.call(after, null, "ann", ""))).isFalse();
    }

    @Test
    void warnRefusesNothingAndOffCountsNothing() {
        OperationPlan operation = operation("op", root(per(1, HOUR)));
        NamedLimit limit = limit("callers", 1, RateKey.CALLER);
        Served warned = new Served(settings(RateLimitMode.WARN, limit), operation);
        Served off = new Served(settings(RateLimitMode.OFF, limit), operation);

        for (int i = 0; i < 3; i++) {
            assertThat(warned.admits(warned.call(operation, "p", "ann", ""))).isTrue();
            assertThat(off.limiter.decide(off.call(operation, "p", "ann", "")))
                    .isEqualTo(RateDecision.Unlimited.UNLIMITED);
        }
        assertThat(warned.limiter.counts().wouldRefuse()).isEqualTo(2);
        assertThat(off.limiter.counts().allowed()).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void admitsWhatEachLimitByItselfWouldAdmit(long seed) {
        Random random = new Random(seed);
        int perProject = 1 + random.nextInt(20);
        int perCaller = 1 + random.nextInt(20);
        int perPair = 1 + random.nextInt(6);
        OperationPlan operation = operation("op", root(per(perProject, HOUR)));
        Served served = new Served(
                settings(
                        RateLimitMode.ENFORCE,
                        limit("callers", perCaller, RateKey.CALLER),
                        limit("pairs", perPair, RateKey.CALLER, RateKey.PROJECT)),
                operation);
        Map<String, Integer> used = new HashMap<>();

        for (int call = 0; call < 500; call++) {
            String project = "p" + random.nextInt(4);
            String caller = "c" + random.nextInt(4);
            boolean expected = used.getOrDefault(project, 0) < perProject
                    && used.getOrDefault(caller, 0) < perCaller
                    && used.getOrDefault(project + caller, 0) < perPair;

            assertThat(served.admits(served.call(operation, project, caller, "")))
                    .as("call %s", call)
                    .isEqualTo(expected);
            if (expected) {
                List.of(project, caller, project + caller).forEach(key -> used.merge(key, 1, Integer::sum));
            }
        }
    }

    @Test
    @Timeout(60)
    void manyThreadsTakeFromSeveralLimitsWithoutWaitingForEachOtherForEver() throws Exception {
        OperationPlan operation = operation("op", root(per(100_000, HOUR)));
        Served served = new Served(
                settings(
                        RateLimitMode.ENFORCE,
                        limit("callers", 900, RateKey.CALLER),
                        limit("operations", 5_000, RateKey.OPERATION)),
                operation);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            Random random = new Random(thread);
            tasks.add(() -> {
                int admitted = 0;
                for (int i = 0; i < 4_000; i++) {
                    String caller = "c" + random.nextInt(3);
                    admitted += served.admits(served.call(operation, "p" + random.nextInt(3), caller, "")) ? 1 : 0;
                    served.limiter.sweep();
                }
                return admitted;
            });
        }
        int admitted = 0;
        for (Future<Integer> task : threads.invokeAll(tasks)) {
            admitted += task.get();
        }
        threads.shutdownNow();

        assertThat(admitted).isEqualTo(2_700);
    }

    @Test
    void keysInCommonAreThoseOfAllLimitsThatMayHoldTogether() {
        OperationPlan operation = operation("op", root(per(5, HOUR)));
        Served pairs = new Served(
                settings(RateLimitMode.ENFORCE, limit("pairs", 9, RateKey.PROJECT, RateKey.CALLER)), operation);
        Served apart = new Served(settings(RateLimitMode.ENFORCE, limit("callers", 9, RateKey.CALLER)), operation);

        List<Claim> together = pairs.limiter.settled(pairs.call(operation, "p", "ann", ""));
        List<Claim> strange = apart.limiter.settled(apart.call(operation, "p", "ann", ""));

        assertThat(together).extracting(Claim::sharedKey).containsExactly("p", "p");
        assertThat(together).extracting(Claim::ownKey).containsExactly("", "ann");
        assertThat(strange).extracting(Claim::sharedKey).containsExactly("", "");
        assertThat(strange).extracting(Claim::ownKey).containsExactly("p", "ann");
        assertThat(strange).extracting(Claim::policyId).containsExactly("a.yaml:per-project", ":callers");
    }
}

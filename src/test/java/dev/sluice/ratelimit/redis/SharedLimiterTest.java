package dev.sluice.ratelimit.redis;

import static dev.sluice.ratelimit.Limits.operation;
import static dev.sluice.ratelimit.Limits.per;
import static dev.sluice.ratelimit.Limits.perDay;
import static dev.sluice.ratelimit.Limits.perSecond;
import static dev.sluice.ratelimit.Limits.root;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RateKey;
import dev.sluice.ratelimit.Calls;
import dev.sluice.ratelimit.Limits;
import dev.sluice.ratelimit.NamedLimit;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.ratelimit.RateLimitCounts;
import dev.sluice.ratelimit.RateLimitMode;
import dev.sluice.ratelimit.RateLimitSettings;
import dev.sluice.ratelimit.WindowUsage;
import dev.sluice.ratelimit.redis.Nodes.Node;
import dev.sluice.support.Eventually;
import dev.sluice.support.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Decisions over a real Redis. */
@Timeout(60)
class SharedLimiterTest {

    private static @Nullable RedisProcess redis;

    private final Nodes nodes = new Nodes();

    @BeforeAll
    static void startRedis() throws Exception {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stopRedis() {
        redis().close();
    }

    private static RedisProcess redis() {
        return java.util.Objects.requireNonNull(redis);
    }

    @BeforeEach
    void forget() throws Exception {
        redis().command("FLUSHALL");
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    private static RedisSettings settings() {
        return new RedisSettings(RedisAddress.parse(redis().url()), "test", Duration.ofSeconds(10), OnFailure.REFUSE);
    }

    @Test
    void saysWhatIsLeftAndUntilWhenAsTheLocalLimiterDoes() throws Exception {
        OperationPlan operation = operation(root(perDay(100_000), per(100, Duration.ofMinutes(1))));
        Node node = nodes.startWell(settings(), operation);

        RateDecision decision = node.decide(operation, "p");

        assertThat(decision)
                .isEqualTo(new RateDecision.Allowed(
                        "\"per-project-1m\";q=100;w=60, \"per-project-1d\";q=100000;w=86400",
                        "\"per-project-1m\";r=99;t=60, \"per-project-1d\";r=99999;t=86400"));
    }

    @Test
    void twoNodesShareOneQuotaThoughTheirContractsLieElsewhere() throws Exception {
        OperationPlan operation = operation(root(per(100, Duration.ofHours(1))));
        Node first = nodes.startWell(settings(), operation);
        Node second = nodes.startWell(settings(), operation);

        int admitted = first.allowed(operation, "p", 70) + second.allowed(operation, "p", 70);

        assertThat(admitted).isEqualTo(100);
        assertThat(first.allowed(operation, "q", 1)).isEqualTo(1);
    }

    @Test
    void aRefusalIsRememberedAndCostsNoRoundTrip() throws Exception {
        OperationPlan operation = operation(root(per(1, Duration.ofHours(1))));
        Node node = nodes.startWell(settings(), operation);
        node.allowed(operation, "p", 2);
        long asked = node.limiter.view().asked();

        RateDecision.Denied denied = (RateDecision.Denied) node.decide(operation, "p");

        assertThat(node.limiter.view().asked()).isEqualTo(asked);
        assertThat(node.limiter.view().remembered()).isEqualTo(1);
        assertThat(denied.retryAfterSeconds()).isBetween(3_590L, 3_600L);
        assertThat(denied.limit()).startsWith("\"per-project\";r=0;t=3");
        assertThat(denied.policy()).isEqualTo("\"per-project\";q=1;w=3600");
        assertThat(denied.detail()).endsWith("limit:1,time:1 hour");
        assertThat(node.limiter.counts()).isEqualTo(new RateLimitCounts(1, 2, 0, 0, 0));
    }

    @Test
    void aWindowBeginsAnewAfterItsLength() throws Exception {
        OperationPlan operation = operation(root(perSecond(3)));
        Node node = nodes.startWell(settings(), operation);

        assertThat(node.allowed(operation, "p", 9)).isEqualTo(3);
        Eventually.holds(() -> allowed(node, operation) == 3);
    }

    private static int allowed(Node node, OperationPlan operation) {
        try {
            return node.allowed(operation, "p", 9);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aCallThatALongerWindowRefusesCostsTheShorterOneNothing() throws Exception {
        OperationPlan operation = operation(root(per(30, Duration.ofHours(1)), perDay(20)));
        Node node = nodes.startWell(settings(), operation);

        assertThat(node.allowed(operation, "p", 50)).isEqualTo(20);

        List<WindowUsage> usages = node.on(() -> node.limiter.usage("p"));
        assertThat(usages).extracting(WindowUsage::used).containsExactly(20, 20);
        assertThat(usages).extracting(WindowUsage::policy).containsOnly("per-project");
        assertThat(usages.get(1).resetsIn()).isBetween(Duration.ofHours(23), Duration.ofDays(1));
    }

    @Test
    void keysExpireWithTheirLongestWindow() throws Exception {
        OperationPlan operation = operation(root(perSecond(5), per(50, Duration.ofMinutes(1))));
        Node node = nodes.startWell(settings(), operation);

        node.decide(operation, "p");

        assertThat(redis().command("DBSIZE")).isEqualTo(":1");
        String left = redis().command("PTTL", "test:a.yaml:per-project:1s+60s:{p}");
        assertThat(Long.parseLong(left.substring(1))).isBetween(50_000L, 60_000L);
    }

    @Test
    void aResetGivesTheFullQuota() throws Exception {
        OperationPlan operation = operation(root(perDay(2)));
        Node node = nodes.startWell(settings(), operation);
        node.allowed(operation, "p", 5);

        node.on(() -> node.limiter.reset("p"));

        assertThat(node.allowed(operation, "p", 5)).isEqualTo(2);
    }

    @Test
    void usageAndResetFindWhatIsCountedBesideALimitByCaller() throws Exception {
        OperationPlan operation = Calls.operation("op", root(perDay(5)));
        NamedLimit byCaller = new NamedLimit("by-caller", List.of(RateKey.CALLER), List.of(perDay(100)));
        RateLimitSettings limits =
                new RateLimitSettings(RateLimitMode.ENFORCE, null, Map.of(), List.of(byCaller), 1000);
        Node node = nodes.start(settings(), limits, operation);
        node.on(() -> Node.settled(node.limiter.decide(
                Calls.of(Limits.contract("a.yaml", operation), operation, "p", "ann", "10.0.0.1"))));

        assertThat(node.on(() -> node.limiter.usage("p")))
                .extracting(WindowUsage::used)
                .containsExactly(1);
        node.on(() -> node.limiter.reset("p"));
        assertThat(node.on(() -> node.limiter.usage("p")))
                .extracting(WindowUsage::used)
                .containsExactly(0);
    }

    @Test
    void warnLetsPassAndCounts() throws Exception {
        OperationPlan operation = operation(root(perDay(2)));
        Node node = nodes.start(settings(), Limits.mode(RateLimitMode.WARN), operation);

        assertThat(node.allowed(operation, "p", 5)).isEqualTo(5);
        assertThat(node.allowed(operation, "p", 1)).isEqualTo(1);

        assertThat(node.limiter.counts()).isEqualTo(new RateLimitCounts(2, 0, 4, 0, 0));
    }

    @Test
    void offAsksNothing() throws Exception {
        OperationPlan operation = operation(root(perDay(2)));
        Node node = nodes.start(settings(), Limits.mode(RateLimitMode.OFF), operation);

        assertThat(node.decide(operation, "p")).isEqualTo(RateDecision.Unlimited.UNLIMITED);
        assertThat(node.limiter.view().asked()).isZero();
    }

    @Test
    void aFlushedScriptIsSentAgain() throws Exception {
        OperationPlan operation = operation(root(perDay(10)));
        Node node = nodes.startWell(settings(), operation);
        node.decide(operation, "p");
        redis().command("SCRIPT", "FLUSH");

        assertThat(node.allowed(operation, "p", 20)).isEqualTo(9);

        assertThat(node.limiter.view().lost()).isZero();
    }

    @Test
    void keysHoldNoBracesOfTheirOwn() throws Exception {
        OperationPlan operation = operation(root(perDay(1)));
        Node node = nodes.startWell(settings(), operation);

        assertThat(node.allowed(operation, "}a{b%", 1)).isEqualTo(1);
        assertThat(node.allowed(operation, "}a{b%25", 1)).isEqualTo(1);
        assertThat(node.allowed(operation, "x".repeat(100_000), 2)).isEqualTo(1);

        assertThat(redis().command("EXISTS", "test:a.yaml:per-project:86400s:{%7Da%7Bb%25}"))
                .isEqualTo(":1");
    }

    @Test
    void tellsThatRedisAnswers() throws Exception {
        Node node = nodes.startWell(settings(), operation(root(perDay(1))));

        assertThat(node.limiter.view().up()).isTrue();
        assertThat(node.limiter.view().detail()).isEqualTo(redis().url() + "/0 answers");
    }
}

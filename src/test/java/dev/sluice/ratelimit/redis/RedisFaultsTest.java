package dev.sluice.ratelimit.redis;

import static dev.sluice.ratelimit.Limits.operation;
import static dev.sluice.ratelimit.Limits.perDay;
import static dev.sluice.ratelimit.Limits.root;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.OperationPlan;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.ratelimit.redis.FaultyWay.Fault;
import dev.sluice.ratelimit.redis.Nodes.Node;
import dev.sluice.support.Eventually;
import dev.sluice.support.RedisProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever Redis does: every call is decided, by the policy where Redis cannot; only the first ones wait for it; and once
 * it is well again it counts again, with what it had counted before.
 */
@Timeout(120)
class RedisFaultsTest {

    private static final int QUOTA = 1_000;

    private static @Nullable RedisProcess shared;

    private final Nodes nodes = new Nodes();
    private final OperationPlan operation = operation(root(perDay(QUOTA)));

    @BeforeAll
    static void startRedis() throws Exception {
        shared = RedisProcess.start();
    }

    @AfterAll
    static void stopRedis() {
        redis().close();
    }

    private static RedisProcess redis() {
        return Objects.requireNonNull(shared);
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    static List<Arguments> everyFaultUnderEveryPolicy() {
        Random random = new Random(20_261_123);
        List<Arguments> all = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            for (OnFailure policy : OnFailure.values()) {
                if (fault != Fault.NONE) {
                    all.add(Arguments.of(fault, policy, random.nextLong()));
                }
            }
        }
        return all;
    }

    @ParameterizedTest(name = "{0} {1} seed {2}")
    @MethodSource("everyFaultUnderEveryPolicy")
    void isDecidedByThePolicyUntilRedisIsWellAgain(Fault fault, OnFailure policy, long seed) throws Exception {
        redis().command("FLUSHALL");
        try (FaultyWay way = new FaultyWay(redis().port(), seed)) {
            Node node = nodes.startWell(Nodes.at(way.url(), policy), operation);
            assertThat(node.allowed(operation, "p", 5)).isEqualTo(5);

            way.set(fault);
            node.allowed(operation, "p", 5);

            assertDecidedWithoutRedis(node, policy);
            way.set(Fault.NONE);
            assertCountsAgain(node);
        }
    }

    /** At once, and as the policy says. */
    private void assertDecidedWithoutRedis(Node node, OnFailure policy) throws Exception {
        Eventually.holds(() -> !node.limiter.view().up());
        long asked = node.limiter.view().asked();
        for (int i = 0; i < 20; i++) {
            RateDecision decision = node.decide(operation, "q");
            assertThat(decision)
                    .isInstanceOf(
                            switch (policy) {
                                case LOCAL -> RateDecision.Allowed.class;
                                case REFUSE -> RateDecision.Undecided.class;
                                case ALLOW -> RateDecision.Unlimited.class;
                            });
        }
        assertThat(node.limiter.view().asked()).isEqualTo(asked);
        assertThat(node.limiter.view().withoutStore()).isGreaterThanOrEqualTo(20);
        if (policy == OnFailure.LOCAL) {
            assertThat(node.local.counts().allowed()).isGreaterThanOrEqualTo(20);
        }
    }

    private void assertCountsAgain(Node node) throws Exception {
        Eventually.holds(() -> node.limiter.view().up());
        RateDecision.Allowed decision = (RateDecision.Allowed) node.decide(operation, "p");
        // at least what was counted before, at most all that was sent
        assertThat(remaining(decision)).isBetween(QUOTA - 11L, QUOTA - 6L);
    }

    private static long remaining(RateDecision.Allowed decision) {
        return Long.parseLong(decision.limit().replaceAll("^.*;r=(\\d+);.*$", "$1"));
    }

    @Test
    void aRedisThatIsNotThereAtTheStartIsFoundLater() throws Exception {
        int port = RedisProcess.freePort();
        Node node = nodes.start(Nodes.at("redis://127.0.0.1:" + port, OnFailure.LOCAL), operation);

        assertThat(node.allowed(operation, "p", 5)).isEqualTo(5);
        assertThat(node.limiter.view().up()).isFalse();
        assertThat(node.limiter.view().detail()).startsWith("redis://127.0.0.1:" + port + "/0 cannot be reached");

        try (RedisProcess late = RedisProcess.startOn(port)) {
            Eventually.holds(() -> node.limiter.view().up());
            node.decide(operation, "p");
            assertThat(late.command("DBSIZE")).isEqualTo(":1");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no such signals")
    void aSuspendedAndAKilledRedisAreSurvived() throws Exception {
        try (RedisProcess own = RedisProcess.start()) {
            Node node = nodes.startWell(Nodes.at(own.url(), OnFailure.REFUSE), operation);
            assertThat(node.allowed(operation, "p", 3)).isEqualTo(3);

            own.suspend();
            assertThat(node.decide(operation, "p")).isEqualTo(new RateDecision.Undecided(1));
            assertThat(node.limiter.view().detail())
                    .endsWith("did not answer within " + Nodes.TIMEOUT.toMillis() + " ms");
            own.resume();
            Eventually.holds(() -> node.limiter.view().up());
            assertThat(node.allowed(operation, "p", 3)).isEqualTo(3);

            own.kill();
            Eventually.holds(() -> !node.limiter.view().up());
            assertThat(node.decide(operation, "p")).isEqualTo(new RateDecision.Undecided(1));
            own.restart();
            Eventually.holds(() -> node.limiter.view().up());
            assertThat(node.allowed(operation, "p", 3)).isEqualTo(3);
        }
    }

    @Test
    void aWrongPasswordIsToldWithoutRepeatingIt() throws Exception {
        try (RedisProcess own = RedisProcess.start("--requirepass", "right-secret")) {
            RedisSettings wrong = Nodes.at("redis://:wrong-secret@127.0.0.1:" + own.port(), OnFailure.ALLOW);
            RedisSettings none = Nodes.at(own.url(), OnFailure.ALLOW);
            RedisSettings right = new RedisSettings(
                    RedisAddress.parse(own.url()).withPassword("right-secret"), "test", Nodes.TIMEOUT, OnFailure.ALLOW);

            StoreView refused = nodes.start(wrong, operation).limiter.view();
            StoreView unknown = nodes.start(none, operation).limiter.view();
            StoreView welcome = nodes.startWell(right, operation).limiter.view();

            assertThat(refused.detail()).endsWith("answered with an error (WRONGPASS)");
            assertThat(unknown.detail()).endsWith("answered with an error (NOAUTH)");
            assertThat(welcome.up()).isTrue();
            assertThat(wrong + " " + right + " " + refused + welcome).doesNotContain("secret");
        }
    }

    @Test
    void aRealRedisThatIsReadOnlyOrFullOrAsleepIsAway() throws Exception {
        try (RedisProcess own = RedisProcess.start()) {
            Node node = nodes.startWell(Nodes.at(own.url(), OnFailure.REFUSE), operation);
            List<List<String[]>> troubles = List.of(
                    List.of(words("REPLICAOF 127.0.0.1 1"), words("REPLICAOF NO ONE")),
                    List.of(words("CONFIG SET maxmemory 1"), words("CONFIG SET maxmemory 0")));
            for (List<String[]> trouble : troubles) {
                own.command(trouble.get(0));

                assertThat(node.decide(operation, "p")).isEqualTo(new RateDecision.Undecided(1));

                own.command(trouble.get(1));
                Eventually.holds(() -> node.limiter.view().up());
                assertThat(node.allowed(operation, "p", 3)).isEqualTo(3);
            }
        }
    }

    private static String[] words(String command) {
        return command.split(" ", -1);
    }
}

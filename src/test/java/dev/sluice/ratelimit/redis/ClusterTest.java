package dev.sluice.ratelimit.redis;

import static dev.sluice.ratelimit.Limits.operation;
import static dev.sluice.ratelimit.Limits.per;
import static dev.sluice.ratelimit.Limits.perDay;
import static dev.sluice.ratelimit.Limits.root;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RateKey;
import dev.sluice.exchange.Exchange;
import dev.sluice.ratelimit.Calls;
import dev.sluice.ratelimit.Limits;
import dev.sluice.ratelimit.NamedLimit;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.ratelimit.RateLimitMode;
import dev.sluice.ratelimit.RateLimitSettings;
import dev.sluice.ratelimit.WindowUsage;
import dev.sluice.ratelimit.redis.Nodes.Node;
import dev.sluice.support.Eventually;
import dev.sluice.support.RedisCluster;
import dev.sluice.support.RedisProcess;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Decisions over a real cluster that stays well. */
@Timeout(120)
class ClusterTest {

    private static final int PROJECTS = 60;

    @TempDir
    private static Path folder = Path.of("");

    private static @Nullable RedisCluster shared;

    private final Nodes nodes = new Nodes();

    @BeforeAll
    static void startCluster() throws Exception {
        shared = RedisCluster.start(folder);
    }

    @AfterAll
    static void stopCluster() {
        cluster().close();
    }

    private static RedisCluster cluster() {
        return Objects.requireNonNull(shared);
    }

    @BeforeEach
    void forget() throws Exception {
        for (int i = 0; i < RedisCluster.MASTERS; i++) {
            cluster().ok(i, "FLUSHALL");
        }
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    private static RedisSettings settings(int... known) {
        List<RedisAddress> addresses = IntStream.of(known)
                .mapToObj(node -> RedisAddress.parse(cluster().url(node)))
                .toList();
        return new RedisSettings(RedisServers.cluster(addresses), "test", Duration.ofSeconds(10), OnFailure.REFUSE);
    }

    private static int keysOn(int node) throws Exception {
        return Integer.parseInt(cluster().node(node).command("DBSIZE").substring(1));
    }

    @Test
    void manyProjectsAreCountedExactlyOverAllNodes() throws Exception {
        OperationPlan operation = operation(root(per(20, Duration.ofHours(1)), perDay(30)));
        // which one node of the cluster is known does not matter
        Node first = nodes.startWell(settings(0), operation);
        Node second = nodes.startWell(settings(2, 1), operation);

        for (int i = 0; i < PROJECTS; i++) {
            int admitted = first.allowed(operation, "project-" + i, 15) + second.allowed(operation, "project-" + i, 15);
            assertThat(admitted).as("project %s", i).isEqualTo(20);
        }

        int keys = 0;
        for (int i = 0; i < RedisCluster.MASTERS; i++) {
            assertThat(keysOn(i)).as("node %s", i).isPositive();
            keys += keysOn(i);
        }
        assertThat(keys).isEqualTo(PROJECTS);
        assertThat(first.limiter.view().unanswered()).isZero();
        assertThat(first.limiter.view().detail())
                .isEqualTo("the cluster of " + cluster().url(0) + "/0 answers");
    }

    @Test
    void slotsAreThoseOfRedis() throws Exception {
        Random random = new Random(8_472);
        for (int i = 0; i < 100; i++) {
            StringBuilder key = new StringBuilder();
            for (int length = 1 + random.nextInt(8); length > 0; length--) {
                key.append("{}ab\u00e9".charAt(random.nextInt(5)));
            }
            assertThat(Slot.of(key.toString()))
                    .as("seed 8472, %s", key)
                    .isEqualTo(cluster().slot(key.toString()));
        }
    }

    @Test
    void allLimitsOfACallLieInOneSlotWhateverTheyCountBy() throws Exception {
        Random random = new Random(4_711);
        for (int i = 0; i < 8; i++) {
            List<NamedLimit> limits = limits(random);
            OperationPlan operation = Calls.operation("op", root(perDay(100)));
            Node node = nodes.start(settings(1), counted(limits), operation);
            Eventually.holds(() -> node.limiter.view().up());

            Exchange call = Calls.of(Limits.contract("a.yaml", operation), operation, "p", "ann", "10.0.0.1");
            RateDecision arrived = node.on(() -> Node.settled(node.limiter.arrived(call)));
            RateDecision decided = node.on(() -> Node.settled(node.limiter.decide(call)));

            assertThat(arrived).as("seed 4711, %s", limits).isNotInstanceOf(RateDecision.Undecided.class);
            assertThat(decided).as("seed 4711, %s", limits).isInstanceOf(RateDecision.Allowed.class);
            assertThat(node.limiter.view().unanswered()).isZero();
        }
    }

    private static List<NamedLimit> limits(Random random) {
        List<NamedLimit> limits = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<RateKey> by = new ArrayList<>();
            for (RateKey key : RateKey.values()) {
                if (random.nextBoolean()) {
                    by.add(key);
                }
            }
            limits.add(new NamedLimit("limit" + i, by.isEmpty() ? List.of(RateKey.CALLER) : by, List.of(perDay(10))));
        }
        return limits;
    }

    private static RateLimitSettings counted(List<NamedLimit> limits) {
        return new RateLimitSettings(RateLimitMode.ENFORCE, null, Map.of(), limits, 1000);
    }

    @Test
    void usageAndResetReachTheNodeThatCounts() throws Exception {
        OperationPlan operation = operation(root(perDay(2)));
        Node node = nodes.startWell(settings(0), operation);
        for (String project : List.of("a", "b", "c", "d", "e", "f")) {
            node.allowed(operation, project, 5);
            assertThat(node.on(() -> node.limiter.usage(project)))
                    .extracting(WindowUsage::used)
                    .containsExactly(2);

            node.on(() -> node.limiter.reset(project));

            assertThat(node.on(() -> node.limiter.usage(project)))
                    .extracting(WindowUsage::used)
                    .containsExactly(0);
            assertThat(node.allowed(operation, project, 5)).isEqualTo(2);
        }
    }

    @Test
    void aFlushedScriptIsSentAgain() throws Exception {
        OperationPlan operation = operation(root(perDay(10)));
        Node node = nodes.startWell(settings(0), operation);
        for (int i = 0; i < RedisCluster.MASTERS; i++) {
            cluster().ok(i, "SCRIPT", "FLUSH");
        }

        for (String project : List.of("a", "b", "c", "d", "e", "f")) {
            assertThat(node.allowed(operation, project, 20)).isEqualTo(10);
        }
        assertThat(node.limiter.view().lost()).isZero();
    }

    @Test
    void aSlotThatMovesUnderLoadLosesNoCount() throws Exception {
        int quota = 3_000;
        OperationPlan operation = operation(root(perDay(quota)));
        Node first = nodes.startWell(settings(0), operation);
        Node second = nodes.startWell(settings(1), operation);
        String key = "test:a.yaml:per-project:86400s:{moving}";
        int slot = cluster().slot(key);
        int home = RedisCluster.masterOf(slot);
        int guest = (home + 1) % RedisCluster.MASTERS;

        int admitted = 0;
        for (int round = 0; round < 10; round++) {
            Future<Integer> one = asking(first, operation, 100);
            Future<Integer> other = asking(second, operation, 100);
            cluster().migrate(slot, round % 2 == 0 ? home : guest, round % 2 == 0 ? guest : home);
            admitted += Nodes.await(one) + Nodes.await(other);
        }
        assertThat(admitted).isEqualTo(2_000);
        admitted += first.allowed(operation, "moving", 700) + second.allowed(operation, "moving", 700);

        assertThat(admitted).isEqualTo(quota);
        assertThat(first.limiter.view().unanswered()).isZero();
        assertThat(second.limiter.view().unanswered()).isZero();
        Eventually.holds(
                () -> first.limiter.view().up() && second.limiter.view().up());
    }

    /** One after another, so that the slot moves meanwhile. */
    private static Future<Integer> asking(Node node, OperationPlan operation, int calls) {
        return Future.future(done ->
                node.loop.runOnContext(now -> next(node, operation, calls, 0).onComplete(done)));
    }

    private static Future<Integer> next(Node node, OperationPlan operation, int calls, int allowed) {
        return calls == 0
                ? Future.succeededFuture(allowed)
                : node.ask(operation, "moving")
                        .compose(decision -> next(
                                node,
                                operation,
                                calls - 1,
                                allowed + (decision instanceof RateDecision.Allowed ? 1 : 0)));
    }

    @Test
    void aCallBetweenTwoNodesIsCountedByTheOneThatHasTheKey() throws Exception {
        OperationPlan operation = operation(root(perDay(10)));
        Node node = nodes.startWell(settings(0), operation);
        String there = "test:a.yaml:per-project:86400s:{there}";
        int slot = cluster().slot(there);
        int home = RedisCluster.masterOf(slot);
        int guest = (home + 1) % RedisCluster.MASTERS;
        cluster().beginMigration(slot, home, guest);

        // neither has the key: the new one makes it
        assertThat(node.allowed(operation, "there", 4)).isEqualTo(4);
        assertThat(cluster().node(home).command("DBSIZE")).isEqualTo(":0");
        cluster().finishMigration(slot, home, guest);

        assertThat(node.allowed(operation, "there", 20)).isEqualTo(6);
        cluster().migrate(slot, guest, home);
    }

    @Test
    void aCallWhoseKeysAreApartWaitsUntilTheyAreTogether() throws Exception {
        OperationPlan operation = Calls.operation("op", root(perDay(10)));
        List<NamedLimit> limits =
                List.of(new NamedLimit("own", List.of(RateKey.PROJECT, RateKey.OPERATION), List.of(perDay(5))));
        Node node = nodes.start(settings(0), counted(limits), operation);
        Eventually.holds(() -> node.limiter.view().up());
        int slot = cluster().slot("{apart}");
        int home = RedisCluster.masterOf(slot);
        int guest = (home + 1) % RedisCluster.MASTERS;
        cluster().beginMigration(slot, home, guest);

        Future<RateDecision> call =
                Future.future(done -> node.loop.runOnContext(now -> Node.settled(node.limiter.decide(
                                Calls.of(Limits.contract("a.yaml", operation), operation, "apart", "ann", "10.0.0.1")))
                        .onComplete(done)));
        // asked of the old node, of the new one, and again
        Eventually.holds(() -> node.limiter.view().asked() > 6);
        assertThat(call.isComplete()).isFalse();
        cluster().finishMigration(slot, home, guest);

        assertThat(Nodes.await(call)).isInstanceOf(RateDecision.Allowed.class);
        assertThat(cluster().node(guest).command("DBSIZE")).isEqualTo(":2");
        cluster().migrate(slot, guest, home);
    }

    @Test
    void keysThatStayApartAreDecidedByThePolicy() throws Exception {
        OperationPlan operation = Calls.operation("op", root(perDay(10)));
        List<NamedLimit> limits =
                List.of(new NamedLimit("own", List.of(RateKey.PROJECT, RateKey.OPERATION), List.of(perDay(5))));
        RedisSettings impatient = new RedisSettings(
                RedisServers.cluster(List.of(RedisAddress.parse(cluster().url(0)))),
                "test",
                Nodes.TIMEOUT,
                OnFailure.REFUSE);
        Node node = nodes.start(impatient, counted(limits), operation);
        Eventually.holds(() -> node.limiter.view().up());
        int slot = cluster().slot("{apart}");
        int home = RedisCluster.masterOf(slot);
        int guest = (home + 1) % RedisCluster.MASTERS;
        cluster().beginMigration(slot, home, guest);

        RateDecision decision = node.on(() -> Node.settled(node.limiter.decide(
                Calls.of(Limits.contract("a.yaml", operation), operation, "apart", "ann", "10.0.0.1"))));

        assertThat(decision).isEqualTo(new RateDecision.Undecided(1));
        assertThat(node.limiter.view().up()).isTrue();
        cluster().finishMigration(slot, home, guest);
        cluster().migrate(slot, guest, home);
    }

    @Test
    void oneRedisIsNoClusterAndAClusterIsNotOne() throws Exception {
        OperationPlan operation = operation(root(perDay(10)));
        try (RedisProcess single = RedisProcess.start()) {
            Node lone = nodes.start(
                    new RedisSettings(
                            RedisServers.cluster(List.of(RedisAddress.parse(single.url()))),
                            "test",
                            Nodes.TIMEOUT,
                            OnFailure.REFUSE),
                    operation);
            Eventually.holds(() -> lone.limiter
                    .view()
                    .detail()
                    .endsWith(single.url() + "/0 is no cluster (rateLimits.redis.type: standalone)"));
            assertThat(lone.decide(operation, "p")).isEqualTo(new RateDecision.Undecided(1));
        }
        Node blind = nodes.startWell(Nodes.at(cluster().url(0), OnFailure.REFUSE), operation);
        for (int i = 0; i < PROJECTS && blind.limiter.view().up(); i++) {
            blind.decide(operation, "project-" + i);
        }
        assertThat(blind.limiter.view().detail()).endsWith("is a cluster (rateLimits.redis.type: cluster)");
    }
}

package dev.sluice.ratelimit.redis;

import static dev.sluice.ratelimit.Limits.operation;
import static dev.sluice.ratelimit.Limits.perDay;
import static dev.sluice.ratelimit.Limits.root;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.OperationPlan;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.ratelimit.redis.Nodes.Node;
import dev.sluice.support.Eventually;
import dev.sluice.support.RedisCluster;
import dev.sluice.support.RedisProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that loses nodes or slots: what is left counts on, the rest is decided by the policy until all is back. */
@Timeout(180)
class ClusterFaultsTest {

    @TempDir
    private Path folder = Path.of("");

    private final Nodes nodes = new Nodes();
    private final OperationPlan operation = operation(root(perDay(10)));

    @AfterEach
    void stop() {
        nodes.close();
    }

    private Node node(List<String> urls) throws Exception {
        List<RedisAddress> known = urls.stream().map(RedisAddress::parse).toList();
        return nodes.start(
                new RedisSettings(RedisServers.cluster(known), "test", Duration.ofSeconds(2), OnFailure.REFUSE),
                operation);
    }

    private Node well(List<String> urls) throws Exception {
        Node node = node(urls);
        Eventually.holds(
                () -> node.limiter.view().up(), () -> node.limiter.view().detail());
        return node;
    }

    /** One that a master counts for. */
    private static String projectOf(int master) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> "p" + i)
                .filter(project -> RedisCluster.masterOf(Slot.of(project)) == master)
                .findFirst()
                .orElseThrow();
    }

    private static void awaitUp(Node node) {
        Eventually.holds(
                () -> node.limiter.view().up(), () -> node.limiter.view().detail());
    }

    @Test
    void aKilledMasterTakesOnlyItsOwnSlotsWithItAndComesBack() throws Exception {
        try (RedisCluster cluster = RedisCluster.start(folder, "--cluster-require-full-coverage", "no")) {
            Node node = well(cluster.urls());
            assertThat(node.allowed(operation, projectOf(0), 3)).isEqualTo(3);
            assertThat(node.allowed(operation, projectOf(1), 3)).isEqualTo(3);

            cluster.node(1).kill();

            Eventually.holds(() -> !node.limiter.view().up());
            assertThat(node.decide(operation, projectOf(1))).isEqualTo(new RateDecision.Undecided(1));
            assertThat(node.allowed(operation, projectOf(0), 20)).isEqualTo(7);
            assertThat(node.limiter.view().detail()).contains(cluster.url(1));

            cluster.node(1).restart();
            cluster.awaitWell();

            awaitUp(node);
            // it has kept nothing
            assertThat(node.allowed(operation, projectOf(1), 20)).isEqualTo(10);
        }
    }

    @Test
    void aClusterThatIsDownIsAwayAndComesBack() throws Exception {
        try (RedisCluster cluster = RedisCluster.start(folder)) {
            Node node = well(cluster.urls());
            String slot = Integer.toString(Slot.of("p"));
            int owner = RedisCluster.masterOf(Slot.of("p"));
            int other = (owner + 1) % RedisCluster.MASTERS;
            for (int i = 0; i < RedisCluster.MASTERS; i++) {
                cluster.ok(i, "CLUSTER", "DELSLOTS", slot);
            }
            // a node finds out a little later
            Eventually.holds(() -> decide(node, "p") instanceof RateDecision.Undecided);
            Eventually.holds(() -> decide(node, projectOf(other)) instanceof RateDecision.Undecided);

            Eventually.holds(() -> node.limiter.view().detail().endsWith(" is down (CLUSTERDOWN)"));
            long asked = node.limiter.view().asked();
            assertThat(node.decide(operation, "p")).isEqualTo(new RateDecision.Undecided(1));
            assertThat(node.limiter.view().asked()).isEqualTo(asked);

            cluster.ok(owner, "CLUSTER", "ADDSLOTS", slot);
            cluster.awaitWell();

            awaitUp(node);
            assertThat(node.allowed(operation, "p", 20)).isEqualTo(10);
        }
    }

    private RateDecision decide(Node node, String project) {
        try {
            return node.decide(operation, project);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aReplicaThatTakesOverCountsOn() throws Exception {
        try (RedisCluster cluster = RedisCluster.start(folder)) {
            RedisProcess replica = cluster.addReplicaOf(0);
            Node node = well(cluster.urls());
            assertThat(node.allowed(operation, projectOf(0), 4)).isEqualTo(4);
            long counted = offset(cluster.node(0), "master_repl_offset");
            Eventually.holds(() -> offset(replica, "slave_repl_offset") >= counted);

            cluster.node(0).kill();
            Eventually.holds(() -> !node.limiter.view().up());
            assertThat(replica.command("CLUSTER", "FAILOVER", "TAKEOVER")).isEqualTo("+OK");

            awaitUp(node);
            assertThat(node.allowed(operation, projectOf(0), 20)).isEqualTo(6);
            assertThat(node.allowed(operation, projectOf(1), 20)).isEqualTo(10);
        }
    }

    private static long offset(RedisProcess redis, String name) {
        try {
            return redis.text("INFO", "replication")
                    .lines()
                    .filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aClusterThatIsNotThereAtTheStartIsFoundLater() throws Exception {
        try (RedisCluster cluster = RedisCluster.start(folder)) {
            cluster.node(0).kill();
            Node node = node(List.of(cluster.url(0)));
            assertThat(node.decide(operation, "p")).isEqualTo(new RateDecision.Undecided(1));
            Eventually.holds(() -> node.limiter.view().detail().contains("cannot be reached"));

            cluster.node(0).restart();
            cluster.awaitWell();

            awaitUp(node);
            assertThat(node.allowed(operation, projectOf(1), 20)).isEqualTo(10);
        }
    }
}

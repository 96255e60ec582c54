package dev.sluice.ratelimit.redis;

import static dev.sluice.ratelimit.Limits.operation;
import static dev.sluice.ratelimit.Limits.perDay;
import static dev.sluice.ratelimit.Limits.root;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.OperationPlan;
import dev.sluice.ratelimit.redis.Nodes.Node;
import dev.sluice.support.Eventually;
import dev.sluice.support.RedisCluster;
import dev.sluice.support.TestCertificates;
import dev.sluice.support.TestCertificates.Identity;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster behind TLS, whose nodes want to know who asks. */
@Timeout(120)
class ClusterTlsTest {

    /** All that is needed. */
    private static final String[] RIGHTS = {
        "~test:*",
        "+evalsha",
        "+eval",
        "+script|load",
        "+time",
        "+get",
        "+set",
        "+del",
        "+ping",
        "+asking",
        "+cluster|info",
        "+cluster|slots"
    };

    @TempDir
    private Path folder = Path.of("");

    @Test
    void allNodesAreUsedOverTlsAsTheUserThatTheUrlNames() throws Exception {
        Vertx vertx = Vertx.vertx();
        Identity authority = TestCertificates.authority("authority");
        List<Integer> encrypted = new ArrayList<>();
        try (Nodes nodes = new Nodes();
                RedisCluster cluster = RedisCluster.start(folder, port -> {
                    int behind = RedisTlsTest.encrypted(vertx, port, authority);
                    encrypted.add(behind);
                    return List.of(
                            "--cluster-announce-port",
                            Integer.toString(behind),
                            "--cluster-announce-bus-port",
                            Integer.toString(port + 10_000));
                })) {
            for (int i = 0; i < RedisCluster.MASTERS; i++) {
                cluster.ok(i, "ACL", "SETUSER", "sluice", "on", ">s3cret", String.join(" ", RIGHTS));
                cluster.ok(i, "ACL", "SETUSER", "default", "off");
            }
            OperationPlan operation = operation(root(perDay(10)));
            RedisAddress known = RedisAddress.parse("rediss://sluice:s3cret@localhost:" + encrypted.get(0));
            Node node = nodes.start(
                    new RedisSettings(
                                    RedisServers.cluster(List.of(known)),
                                    "test",
                                    Duration.ofSeconds(10),
                                    OnFailure.REFUSE)
                            .withTrust(new PemTrustOptions().addCertValue(Buffer.buffer(authority.certificate()))),
                    operation);
            Eventually.holds(
                    () -> node.limiter.view().up(), () -> node.limiter.view().detail());

            for (String project : List.of("a", "b", "c", "d", "e", "f")) {
                assertThat(node.allowed(operation, project, 20)).isEqualTo(10);
                node.on(() -> node.limiter.reset(project));
                assertThat(node.allowed(operation, project, 20)).isEqualTo(10);
            }
            assertThat(node.limiter.view().toString()).doesNotContain("s3cret");
        } finally {
            Nodes.await(vertx.close());
        }
    }
}

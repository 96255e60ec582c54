package dev.sluice.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.RedisProcess;
import dev.sluice.support.TestCertificates;
import dev.sluice.support.TestCertificates.Identity;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Redis behind TLS, and one that wants to know who asks. */
@Timeout(60)
class RedisTlsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Identity AUTHORITY = TestCertificates.authority("authority");
    private static final Identity STRANGER = TestCertificates.authority("stranger");

    /** A port that leads to Redis through TLS. */
    static int encrypted(Vertx vertx, int redis, Identity authority) throws Exception {
        Identity own = TestCertificates.signedBy(authority, "redis");
        NetClient client = vertx.createNetClient();
        NetServer server = vertx.createNetServer(new NetServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertValue(Buffer.buffer(own.certificate()))
                                .setKeyValue(Buffer.buffer(own.key()))))
                .connectHandler(socket -> {
                    socket.pause();
                    client.connect(redis, "127.0.0.1").onSuccess(to -> join(socket, to));
                });
        return Nodes.await(server.listen(0, "0.0.0.0")).actualPort();
    }

    private static void join(NetSocket one, NetSocket other) {
        one.pipeTo(other);
        other.pipeTo(one);
        one.resume();
    }

    private static boolean isUp(Vertx vertx, String url, Identity trusted) throws Exception {
        RedisSettings settings = new RedisSettings(RedisAddress.parse(url), "test", TIMEOUT, OnFailure.REFUSE)
                .withTrust(new PemTrustOptions().addCertValue(Buffer.buffer(trusted.certificate())));
        RedisClients clients =
                new RedisClients(vertx, settings, settings.servers().first());
        try {
            return Nodes.await(clients.connect(() -> true, lost -> {})
                    .compose(connection ->
                            connection.send(io.vertx.redis.client.Request.cmd(io.vertx.redis.client.Command.PING)))
                    .map(pong -> "PONG".equals(pong.toString()))
                    .otherwise(false));
        } finally {
            clients.close();
        }
    }

    @Test
    void isBelievedByTheCertificateThatIsTrustedAndByNoOther() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (RedisProcess redis = RedisProcess.start()) {
            int port = encrypted(vertx, redis.port(), AUTHORITY);
            String url = "rediss://localhost:";

            assertThat(isUp(vertx, url + port, AUTHORITY)).isTrue();
            assertThat(isUp(vertx, url + port, STRANGER)).isFalse();
            // there, but not by that name
            assertThat(isUp(vertx, url.replace("localhost", "127.0.0.2") + port, AUTHORITY))
                    .isFalse();
        } finally {
            Nodes.await(vertx.close());
        }
    }

    @Test
    void isUsedAsTheUserThatTheUrlNames() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (RedisProcess redis = RedisProcess.start()) {
            redis.command("ACL", "SETUSER", "sluice", "on", ">s3cret", "~test:*", "+@all");
            redis.command("ACL", "SETUSER", "default", "off");
            int port = encrypted(vertx, redis.port(), AUTHORITY);

            assertThat(isUp(vertx, "rediss://sluice:s3cret@localhost:" + port, AUTHORITY))
                    .isTrue();
            assertThat(isUp(vertx, "rediss://sluice:wrong@localhost:" + port, AUTHORITY))
                    .isFalse();
            assertThat(isUp(vertx, "rediss://localhost:" + port, AUTHORITY)).isFalse();
        } finally {
            Nodes.await(vertx.close());
        }
    }
}

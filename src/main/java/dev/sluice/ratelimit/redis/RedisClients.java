package dev.sluice.ratelimit.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections, each by a client of its own: closing that is the only way to be sure that the socket is closed of a
 * connection that Redis has spoilt. Confined to one event loop.
 */
final class RedisClients {

    private static final int MOST_WAITING = 4_096;

    private final Vertx vertx;
    private final RedisSettings settings;
    private final RedisAddress address;
    private @Nullable Redis client;

    RedisClients(Vertx vertx, RedisSettings settings, RedisAddress address) {
        this.vertx = vertx;
        this.settings = settings;
        this.address = address;
    }

    /**
     * @param present whether the connection is still the one in use
     * @param lost told when it ends
     */
    Future<RedisConnection> connect(BooleanSupplier present, Consumer<String> lost) {
        close();
        Redis made = Redis.createClient(vertx, options());
        client = made;
        return made.connect().map(connection -> {
            connection.exceptionHandler(cause -> lost.accept(Faults.text(cause)));
            connection.endHandler(end -> lost.accept("closed the connection"));
            connection.handler(unasked -> lost.accept("sent something that it was not asked for"));
            if (!present.getAsBoolean()) {
                made.close();
            }
            return connection;
        });
    }

    private RedisOptions options() {
        NetClientOptions net = new NetClientOptions()
                .setConnectTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setSsl(address.tls());
        if (address.tls()) {
            net.setHostnameVerificationAlgorithm("HTTPS");
            if (settings.trust() != null) {
                net.setTrustOptions(settings.trust());
            }
        }
        RedisOptions options = new RedisOptions()
                .setConnectionString(address.endpoint())
                .setNetClientOptions(net)
                .setPreferredProtocolVersion(ProtocolVersion.RESP2)
                .setMaxWaitingHandlers(MOST_WAITING);
        options.setMaxPoolSize(1)
                .setMaxPoolWaiting(1)
                .setPoolCleanerInterval(-1)
                .setPoolRecycleTimeout(-1);
        if (address.password() != null) {
            options.setPassword(address.password());
        }
        if (address.user() != null) {
            options.setUser(address.user());
        }
        return options;
    }

    void close() {
        Redis used = client;
        client = null;
        if (used != null) {
            used.close();
        }
    }
}

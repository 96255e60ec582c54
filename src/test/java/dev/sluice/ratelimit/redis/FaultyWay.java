package dev.sluice.ratelimit.redis;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Stands between a node and a real Redis, and spoils what Redis says. */
final class FaultyWay implements AutoCloseable {

    /** What becomes of Redis' replies, and of new connections. */
    enum Fault {
        NONE,
        CONNECTIONS_CLOSED,
        SILENT,
        SLOW,
        GARBAGE,
        HALF_A_REPLY,
        REPLIES_TWICE,
        OTHER_TYPE,
        LOADING,
        READ_ONLY,
        OUT_OF_MEMORY,
        BUSY,
        ENDLESS_LINE
    }

    private static final int SLOW_MILLIS = 5_000;

    private final Vertx vertx = Vertx.vertx();
    private final NetServer server = vertx.createNetServer(new NetServerOptions().setHost("127.0.0.1"));
    private final NetClient client = vertx.createNetClient();
    private volatile Fault fault = Fault.NONE;
    private final Set<NetSocket> open = java.util.Collections.synchronizedSet(new HashSet<>());
    private final Random random;
    private final int redisPort;

    FaultyWay(int redisPort, long seed) throws Exception {
        this.redisPort = redisPort;
        this.random = new Random(seed);
        Nodes.await(server.connectHandler(this::connected).listen(0));
    }

    String url() {
        return "redis://127.0.0.1:" + server.actualPort();
    }

    void set(Fault next) {
        fault = next;
        if (next == Fault.CONNECTIONS_CLOSED) {
            Set.copyOf(open).forEach(NetSocket::close);
        }
    }

    private void connected(NetSocket node) {
        if (fault == Fault.CONNECTIONS_CLOSED) {
            node.close();
            return;
        }
        open.add(node);
        node.pause();
        client.connect(redisPort, "127.0.0.1").onSuccess(redis -> {
            node.handler(redis::write);
            redis.handler(reply -> pass(reply, node));
            node.closeHandler(end -> {
                open.remove(node);
                redis.close();
            });
            redis.closeHandler(end -> node.close());
            node.resume();
        });
    }

    private void pass(Buffer reply, NetSocket node) {
        switch (fault) {
            case NONE -> node.write(reply);
            case CONNECTIONS_CLOSED -> node.close();
            case SILENT -> {}
            case SLOW -> vertx.setTimer(SLOW_MILLIS, late -> node.write(reply));
            case GARBAGE -> node.write(garbage());
            case HALF_A_REPLY -> node.write(reply.slice(0, reply.length() / 2)).onComplete(sent -> node.close());
            case REPLIES_TWICE -> node.write(reply).onComplete(sent -> node.write(reply));
            case OTHER_TYPE -> node.write("+" + random.nextInt(1000) + "\r\n");
            case LOADING -> node.write("-LOADING Redis is loading the dataset in memory\r\n");
            case READ_ONLY ->
                node.write("-ERR Error running script (call to f_1): @user_script:1: -READONLY You can't write\r\n");
            case OUT_OF_MEMORY -> node.write("-OOM command not allowed when used memory > 'maxmemory'.\r\n");
            case BUSY -> node.write("-BUSY Redis is busy running a script.\r\n");
            case ENDLESS_LINE -> node.write("+" + "x".repeat(10_000));
        }
    }

    private Buffer garbage() {
        byte[] bytes = new byte[1 + random.nextInt(300)];
        random.nextBytes(bytes);
        return Buffer.buffer(bytes);
    }

    @Override
    public void close() {
        Nodes.ended(vertx.close());
    }
}

package dev.sluice.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An upstream that is well until it is told to misbehave, then by turns well and not, by a seed, until it is told to be well
 * again. Confined to one event loop.
 */
public final class MisbehavingUpstream extends AbstractVerticle {

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *([0-9]+)");
    private static final Misbehaviour[] ALL = Misbehaviour.values();

    private final int port;
    private final Random random;
    private final Set<NetSocket> open = new HashSet<>();
    private final Map<Misbehaviour, Integer> met = new EnumMap<>(Misbehaviour.class);
    private @Nullable NetServer server;
    private Misbehaviour present = Misbehaviour.NONE;
    private boolean misbehaving;
    private int turn;

    private MisbehavingUpstream(int port, long seed) {
        this.port = port;
        this.random = new Random(seed);
    }

    /** Arguments: port, the port on which it is told, seed. Prints {@code listening <port>} when it takes requests. */
    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        int port = Integer.parseInt(arguments[0]);
        MisbehavingUpstream upstream = new MisbehavingUpstream(port, Long.parseLong(arguments[2]));
        vertx.deployVerticle(upstream)
                .compose(id -> vertx.createHttpServer()
                        .requestHandler(upstream::told)
                        .listen(Integer.parseInt(arguments[1]), "127.0.0.1"))
                .onSuccess(told -> System.out.println("listening " + port))
                .onFailure(failure -> {
                    System.err.println("cannot listen on " + port + ": " + failure.getMessage());
                    System.exit(2);
                });
    }

    @Override
    public void start(Promise<Void> started) {
        listen(started);
    }

    private void listen(Promise<Void> done) {
        NetServer made = vertx.createNetServer(
                        new NetServerOptions().setSoLinger(0).setReuseAddress(true))
                .connectHandler(this::connected);
        server = made;
        made.listen(port, "127.0.0.1").<Void>mapEmpty().onComplete(done);
    }

    /** On another context of the same event loop. */
    private void told(HttpServerRequest request) {
        context.runOnContext(now -> {
            switch (request.path()) {
                case "/misbehave" -> misbehave(++turn);
                case "/well" -> {
                    turn++;
                    misbehaving = false;
                    enter(Misbehaviour.NONE);
                }
                default -> {
                    // only asked how often it did what
                }
            }
            request.response().end(met.toString());
        });
    }

    private void misbehave(int own) {
        if (own != turn) {
            return;
        }
        misbehaving = !misbehaving;
        enter(misbehaving ? ALL[1 + random.nextInt(ALL.length - 1)] : Misbehaviour.NONE);
        vertx.setTimer(200 + random.nextInt(800), next -> misbehave(own));
    }

    private void enter(Misbehaviour next) {
        NetServer listening = server;
        if (next == Misbehaviour.REFUSES && listening != null) {
            server = null;
            listening.close();
            Set.copyOf(open).forEach(NetSocket::close);
        } else if (next != Misbehaviour.REFUSES && listening == null) {
            listen(Promise.promise());
        }
        present = next;
    }

    private void connected(NetSocket socket) {
        open.add(socket);
        Buffer[] request = {Buffer.buffer()};
        socket.exceptionHandler(broken -> {});
        socket.closeHandler(end -> open.remove(socket));
        socket.handler(bytes -> {
            Buffer all = request[0].appendBuffer(bytes);
            int end = wholeLength(all);
            if (end >= 0) {
                request[0] = Buffer.buffer().appendBuffer(all.slice(end, all.length()));
                met.merge(present, 1, Integer::sum);
                present.act(vertx, socket);
            }
        });
    }

    /** @return -1 where something is still to come */
    private static int wholeLength(Buffer bytes) {
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return -1;
        }
        Matcher length = LENGTH.matcher(text.substring(0, end));
        int whole = end + 4 + (length.find() ? Integer.parseInt(length.group(1)) : 0);
        return whole <= text.length() ? whole : -1;
    }
}

package dev.sluice.edge;

import dev.sluice.contract.ErrorDialect;
import dev.sluice.exchange.ExchangeListener;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Waits;
import dev.sluice.exchange.Witness;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The edge's share of one event loop: a server socket, a router, a pipeline. */
final class EdgeLoop extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeLoop.class);

    /** Bytes of body that arrive in one piece: a body up to this size is not copied. */
    private static final int MAX_CHUNK_SIZE = 64 * 1024;

    private final EdgeSettings settings;
    private final Stages stages;
    private final ExchangeListener listener;
    private final @Nullable Witness witness;
    private final AtomicInteger connections;
    private final Set<StreamWatch> streams = new HashSet<>();
    private @Nullable HttpServer server;
    private @Nullable LoopTime time;
    private @Nullable ReplyWriter replies;

    EdgeLoop(
            EdgeSettings settings,
            Stages stages,
            ExchangeListener listener,
            @Nullable Witness witness,
            AtomicInteger connections) {
        this.settings = settings;
        this.stages = stages;
        this.listener = listener;
        this.witness = witness;
        this.connections = connections;
    }

    @Override
    public Future<?> start() {
        LoopTime loopTime = LoopTime.start(vertx, settings.timeouts(), InstantSource.system());
        BodyBudget budget = BodyBudget.ofLoop(context.getInstanceCount());
        ReplyWriter writer = new ReplyWriter(
                loopTime,
                budget,
                settings.drainLimit(),
                settings.transport().maxRequests(),
                this::dialectOfNoContract,
                listener,
                witness,
                () -> Waits.on(vertx));
        RequestPipeline pipeline =
                new RequestPipeline(stages, loopTime, settings, budget, LargeBodies.of(vertx), writer);
        HttpServer listening = vertx.createHttpServer(options())
                .connectionHandler(this::connected)
                .invalidRequestHandler(request -> pipeline.refuse(request, undecodable(request)))
                .requestHandler(pipeline::handle);
        this.time = loopTime;
        this.replies = writer;
        this.server = listening;
        return listening.listen();
    }

    /** @throws IllegalStateException before it listens */
    int port() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.actualPort();
    }

    void announceStop() {
        ReplyWriter writer = replies;
        if (writer != null) {
            context.runOnContext(here -> {
                writer.drain();
                // one that is new has something to ask, and retires with its first answer
                streams.stream().filter(watch -> watch.requests() > 0).toList().forEach(StreamWatch::retire);
            });
        }
    }

    Future<Void> drain(Duration patience) {
        HttpServer listening = server;
        if (listening == null) {
            return Future.succeededFuture();
        }
        announceStop();
        context.runOnContext(here -> List.copyOf(streams).forEach(StreamWatch::closeWhenDone));
        return listening.shutdown(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** New connections are those of {@code tls} from now on; open ones stay as they are. */
    Future<Void> tls(ServerSSLOptions tls) {
        return server == null
                ? Future.succeededFuture()
                : server.updateSSLOptions(tls, true).mapEmpty();
    }

    private HttpServerOptions options() {
        HttpServerOptions options = ListenerOptions.of(settings);
        return options.setHost(settings.host())
                .setPort(settings.port())
                .setMaxInitialLineLength(settings.maxUriLength())
                .setMaxHeaderSize(settings.maxHeaderSize())
                .setMaxChunkSize(MAX_CHUNK_SIZE)
                .setAcceptBacklog(1024)
                // nothing here speaks WebSocket, and these put a handler into every connection
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
    }

    private void connected(HttpConnection connection) {
        if (connections.incrementAndGet() > settings.maxConnections()) {
            connections.decrementAndGet();
            connection.close();
            return;
        }
        if (!(connection instanceof HttpServerConnection http)) {
            throw new IllegalStateException("a connection of HTTP that is none of Vert.x");
        }
        // what a client does to its connection is no error of ours
        connection.exceptionHandler(failure -> LOG.debug("a connection failed", failure));
        // not by its handler: one that has switched to another protocol is no connection of HTTP any more
        http.channelHandlerContext().channel().closeFuture().addListener(closed -> connections.decrementAndGet());
        if (time != null && replies != null) {
            ListenerOptions.begun(http);
            StreamWatch watch =
                    StreamWatch.begin(http, time, settings.transport().maxStreams());
            if (watch == null) {
                ConnectionWatch.begin(
                        http, time, this::lateHead, replies::left, () -> new VertxHttpRequestDecoder(options()));
            } else {
                streams.add(watch);
                http.channelHandlerContext().channel().closeFuture().addListener(closed -> streams.remove(watch));
            }
        }
    }

    private ErrorWriter.Answer lateHead() {
        return new ErrorWriter()
                .write(dialectOfNoContract(), Problem.of(ProblemType.REQUEST_TIMEOUT), RequestIds.of(null));
    }

    private static Problem undecodable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            return Problem.of(ProblemType.URI_TOO_LONG);
        }
        return Problem.of(
                cause instanceof TooLongHttpHeaderException ? ProblemType.HEADERS_TOO_LARGE : ProblemType.BAD_REQUEST);
    }

    /** Where there is one contract, it also speaks for the paths that it does not have. */
    private ErrorDialect dialectOfNoContract() {
        List<Mount> mounts = stages.mounts();
        return mounts.size() == 1 ? mounts.get(0).contract().errors() : ErrorDialect.PROBLEM_DETAILS;
    }
}

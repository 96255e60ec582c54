package dev.sluice.edge;

import dev.sluice.exchange.ExchangeListener;
import dev.sluice.exchange.Witness;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The listener of the data plane: one HTTP server on each event loop, all on one port. Safe for any thread. */
public final class EdgeServer {

    private final EdgeSettings settings;
    private final Stages stages;
    private final ExchangeListener listener;
    private final @Nullable Witness witness;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<EdgeLoop> loops = new CopyOnWriteArrayList<>();

    public EdgeServer(EdgeSettings settings, Stages stages, ExchangeListener listener) {
        this(settings, stages, listener, null);
    }

    /** @param witness is shown all messages; null where nobody wants to see them */
    public EdgeServer(EdgeSettings settings, Stages stages, ExchangeListener listener, @Nullable Witness witness) {
        this.settings = settings;
        this.stages = stages;
        this.listener = listener;
        this.witness = witness;
    }

    /**
     * Listens.
     *
     * @param eventLoops from 1: how many of the event loops of {@code vertx} serve
     * @return the port
     */
    public Future<Integer> start(Vertx vertx, int eventLoops) {
        return vertx.deployVerticle(this::loop, new DeploymentOptions().setInstances(eventLoops))
                .map(deployed -> loops.get(0).port());
    }

    /** Takes other certificates for new connections; open ones go on as they are. */
    public Future<Void> tls(ServerSSLOptions tls) {
        // all loops share one socket and what it knows
        return loops.get(0).tls(tls);
    }

    private EdgeLoop loop() {
        EdgeLoop loop = new EdgeLoop(settings, stages, listener, witness, connections);
        loops.add(loop);
        return loop;
    }

    /**
     * From now on each answer is the last one of its connection, and clients of HTTP/2 are told to make another one
     * (GOAWAY): whoever calls again has to connect again.
     */
    public void announceStop() {
        loops.forEach(EdgeLoop::announceStop);
    }

    /**
     * Accepts no new connection, lets the requests in flight end, and closes what is open after {@code patience}.
     */
    public Future<Void> stop(Duration patience) {
        return Future.all(loops.stream().map(loop -> loop.drain(patience)).toList())
                .mapEmpty();
    }

    /** How many connections are open. */
    public int connections() {
        return connections.get();
    }
}

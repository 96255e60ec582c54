package dev.sluice.proxy;

import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Reply;
import dev.sluice.proxy.upstream.Upstream;
import dev.sluice.proxy.upstream.UpstreamSettings;
import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.ClientSSLOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * Answers by asking an upstream. Each event loop has connections of its own, which never change loops. Safe for use by many
 * event loops.
 *
 * <p>A failure of the upstream is a 502, 503 or 504 with {@code Proxy-Status} (RFC 9209); once the head of an answer has gone
 * out, the answer breaks off.
 */
public final class ProxyBackend implements Backend {

    private final VertxInternal vertx;
    private final Upstream upstream;
    private final UpstreamSettings settings;
    private final ClientSSLOptions tls;
    private final ForwardingSettings forwarding;
    private final ProxyCounts counts = new ProxyCounts();
    private final List<ProxyLoop> loops = new CopyOnWriteArrayList<>();
    private final FastThreadLocal<ProxyLoop> loop = new FastThreadLocal<>();

    private ProxyBackend(
            VertxInternal vertx,
            Upstream upstream,
            UpstreamSettings settings,
            ClientSSLOptions tls,
            ForwardingSettings forwarding) {
        this.vertx = vertx;
        this.upstream = upstream;
        this.settings = settings;
        this.tls = tls;
        this.forwarding = forwarding;
    }

    /** @param tls for targets with {@code https}, and what is offered to them by ALPN */
    public static ProxyBackend of(
            Vertx vertx,
            Upstream upstream,
            UpstreamSettings settings,
            ClientSSLOptions tls,
            ForwardingSettings forwarding) {
        return new ProxyBackend((VertxInternal) vertx, upstream, settings, tls, forwarding);
    }

    @Override
    public Future<Reply> answer(Exchange exchange) {
        ProxyLoop here = loop.get();
        if (here == null) {
            here = begin(exchange);
            loop.set(here);
        }
        return new Forwarding(here, exchange).begin();
    }

    private ProxyLoop begin(Exchange first) {
        ContextInternal context = vertx.contextBuilder()
                .withEventLoop(vertx.getOrCreateContext().nettyEventLoop())
                .build();
        ProxyLoop here = new ProxyLoop(vertx, context, upstream, settings, tls, forwarding, counts, first);
        loops.add(here);
        return here;
    }

    @Override
    public boolean takesStreams() {
        return true;
    }

    /** Requests that wait for an answer or for the rest of one. */
    public long inFlight() {
        return counts.requests.sum();
    }

    /** Open connections, at rest or in use, without tunnels. */
    public long connections() {
        return counts.connections.sum();
    }

    /** Connections that have switched to another protocol. */
    public long tunnels() {
        return counts.tunnels.sum();
    }

    /** Event loops on which something waits. */
    long timers() {
        return loops.stream().filter(here -> here.deadlines.isRunning()).count();
    }

    /** Closes all connections. The upstream itself stays open. */
    public Future<Void> close() {
        return Future.join(loops.stream().map(ProxyLoop::close).toList()).mapEmpty();
    }

    /** What goes on, over all event loops. */
    static final class ProxyCounts {

        final LongAdder requests = new LongAdder();
        final LongAdder connections = new LongAdder();
        final LongAdder tunnels = new LongAdder();
    }
}

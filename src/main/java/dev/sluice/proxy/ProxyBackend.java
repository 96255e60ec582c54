package dev.sluice.proxy;

public final class ProxyBackend implements dev.sluice.exchange.Backend {
    public static ProxyBackend of(
            io.vertx.core.Vertx v,
            dev.sluice.proxy.upstream.Upstream u,
            dev.sluice.proxy.upstream.UpstreamSettings s,
            ForwardingSettings f) {
        return new ProxyBackend();
    }

    @Override
    public io.vertx.core.Future<dev.sluice.exchange.Reply> answer(dev.sluice.exchange.Exchange e) {
        return io.vertx.core.Future.failedFuture("x");
    }

    public io.vertx.core.Future<Void> close() {
        return io.vertx.core.Future.succeededFuture();
    }

    public long inFlight() {
        return 0;
    }

    public long connections() {
        return 0;
    }

    public long tunnels() {
        return 0;
    }
}

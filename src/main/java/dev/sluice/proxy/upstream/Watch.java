package dev.sluice.proxy.upstream;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClientOptions;
import org.jspecify.annotations.Nullable;

/** Keeps what is known of an upstream up to date. */
final class Watch extends VerticleBase {

    private static final long SECOND = 1_000;

    private final Upstream upstream;
    private final Resolver resolver;
    private final HttpClientOptions options;
    private @Nullable HealthChecks checks;

    Watch(Upstream upstream, Resolver resolver, HttpClientOptions options) {
        this.upstream = upstream;
        this.resolver = resolver;
        this.options = options;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(SECOND, timer -> upstream.budget().look());
        HealthSettings health = upstream.settings().health();
        if (health != null) {
            Probe probe = new HttpProbe(vertx, upstream.settings(), health, options);
            checks = new HealthChecks(vertx, health, upstream.targets(), probe);
        }
        return new Names(vertx, upstream, resolver, this::changed).start();
    }

    private void changed() {
        if (checks != null) {
            checks.watchAll();
        }
    }

    @Override
    public Future<?> stop() {
        if (checks != null) {
            checks.stop();
        }
        return Future.succeededFuture();
    }
}

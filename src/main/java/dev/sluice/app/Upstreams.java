package dev.sluice.app;

import dev.sluice.app.settings.UpstreamEntry;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Backend;
import dev.sluice.proxy.ProxyBackend;
import dev.sluice.proxy.upstream.Upstream;
import dev.sluice.resilience.BreakerBackend;
import dev.sluice.resilience.BreakerView;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What proxies ask, by name, and what stands around it. Opened once; safe for any thread. */
final class Upstreams {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Guarded> byName = new LinkedHashMap<>();

    /** Blocks until names have been asked for once; those that are not found may be later. */
    static Upstreams open(Map<String, UpstreamEntry> settings, Vertx vertx) throws StartException {
        Upstreams upstreams = new Upstreams();
        for (Map.Entry<String, UpstreamEntry> entry : settings.entrySet()) {
            String name = entry.getKey();
            Upstream upstream = Blocking.await(
                    Upstream.open(vertx, name, entry.getValue().servers()), PATIENCE, "the upstream " + name);
            upstreams.byName.put(name, new Guarded(name, entry.getValue(), upstream, vertx));
        }
        return upstreams;
    }

    /** What answers an operation by asking an upstream. The same breaker for the same operation, also after a reload. */
    Backend backend(String name, ContractPlan contract, OperationPlan operation) {
        Guarded guarded = byName.get(name);
        if (guarded == null) {
            throw new IllegalStateException("no upstream " + name);
        }
        return guarded.backend(contract, operation);
    }

    List<BreakerView> breakers() {
        List<BreakerView> views = new ArrayList<>();
        byName.values().forEach(guarded -> guarded.breakers.values().forEach(breaker -> views.add(breaker.view())));
        return views;
    }

    void close() {
        byName.values().forEach(guarded -> {
            Blocking.attempt(guarded.proxy.close(), PATIENCE);
            Blocking.attempt(guarded.upstream.close(), PATIENCE);
        });
    }

    /** An upstream with its breakers. */
    private static final class Guarded {

        private final String name;
        private final UpstreamEntry settings;
        private final Upstream upstream;
        private final ProxyBackend proxy;
        private final Map<String, BreakerBackend> breakers = new ConcurrentHashMap<>();

        Guarded(String name, UpstreamEntry settings, Upstream upstream, Vertx vertx) {
            this.name = name;
            this.settings = settings;
            this.upstream = upstream;
            this.proxy = ProxyBackend.of(vertx, upstream, settings.servers(), settings.forwarding());
        }

        Backend backend(ContractPlan contract, OperationPlan operation) {
            String key = switch (settings.breakerPer()) {
                case UPSTREAM -> name;
                case OPERATION -> name + " " + contract.file() + " " + operation.id();
            };
            return breakers.computeIfAbsent(key, own -> new BreakerBackend(own, proxy, settings.breaker()));
        }
    }
}

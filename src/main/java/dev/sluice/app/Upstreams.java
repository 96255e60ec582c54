package dev.sluice.app;

import dev.sluice.app.settings.UpstreamEntry;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.control.Metrics;
import dev.sluice.control.UpstreamState;
import dev.sluice.exchange.Backend;
import dev.sluice.net.ClientTls;
import dev.sluice.net.HttpVersions;
import dev.sluice.net.TlsException;
import dev.sluice.net.UpstreamTransport;
import dev.sluice.proxy.ProxyBackend;
import dev.sluice.proxy.upstream.TargetView;
import dev.sluice.proxy.upstream.TlsSettings;
import dev.sluice.proxy.upstream.Upstream;
import dev.sluice.proxy.upstream.UpstreamSettings;
import dev.sluice.proxy.upstream.UpstreamView;
import dev.sluice.resilience.BreakerBackend;
import dev.sluice.resilience.BreakerView;
import dev.sluice.resilience.BulkheadBackend;
import dev.sluice.resilience.BulkheadView;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.ClientSSLOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What proxies ask, by name, and what stands around it. Opened once; safe for any thread. */
final class Upstreams {

    private static final Logger LOG = LoggerFactory.getLogger(Upstreams.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Guarded> byName = new LinkedHashMap<>();

    /** Blocks until names have been asked for once; those that are not found may be later. */
    static Upstreams open(Map<String, UpstreamEntry> settings, Vertx vertx, Metrics metrics) throws StartException {
        Upstreams upstreams = new Upstreams();
        try {
            for (Map.Entry<String, UpstreamEntry> entry : settings.entrySet()) {
                upstreams.byName.put(entry.getKey(), opened(entry.getKey(), entry.getValue(), vertx, metrics));
            }
            return upstreams;
        } catch (StartException | RuntimeException e) {
            upstreams.close();
            throw e;
        }
    }

    private static Guarded opened(String name, UpstreamEntry entry, Vertx vertx, Metrics metrics)
            throws StartException {
        UpstreamSettings servers = entry.servers();
        UpstreamTransport transport = transport(name, servers);
        transport.warnings().forEach(warning -> LOG.warn("upstreams.{}: {}", name, warning));
        HttpClientOptions checks = transport.options(
                servers.timeouts().connect(), entry.forwarding().reuse().keepAlive());
        Upstream upstream =
                Blocking.await(Upstream.open(vertx, name, servers, checks), PATIENCE, "the upstream " + name);
        Guarded guarded = new Guarded(name, entry, upstream, transport.tls(), vertx, metrics);
        metrics.watchUpstream(name, guarded::state);
        return guarded;
    }

    private static UpstreamTransport transport(String name, UpstreamSettings servers) throws StartException {
        TlsSettings tls = servers.tls();
        HttpVersions versions = switch (servers.http2()) {
            case AUTO -> HttpVersions.NEGOTIATED;
            case OFF -> HttpVersions.HTTP_1;
            case PRIOR_KNOWLEDGE -> HttpVersions.HTTP_2;
        };
        try {
            return UpstreamTransport.of(
                    new ClientTls(tls.trust(), tls.certificate(), tls.key(), tls.verify()), versions);
        } catch (TlsException e) {
            throw new StartException("upstreams." + name + ".tls: " + e.getMessage(), e);
        }
    }

    /** What answers an operation by asking an upstream. The same breaker for the same operation, also after a reload. */
    Backend backend(String name, ContractPlan contract, OperationPlan operation) {
        Guarded guarded = byName.get(name);
        if (guarded == null) {
            throw new IllegalStateException("no upstream " + name);
        }
        return guarded.backend(contract, operation);
    }

    /** The breaker that calls of an operation pass. */
    BreakerBackend breaker(String name, ContractPlan contract, OperationPlan operation) {
        Guarded guarded = byName.get(name);
        if (guarded == null) {
            throw new IllegalStateException("no upstream " + name);
        }
        return guarded.breaker(contract, operation);
    }

    List<BreakerView> breakers() {
        List<BreakerView> views = new ArrayList<>();
        byName.values().forEach(guarded -> guarded.breakers.values().forEach(breaker -> views.add(breaker.view())));
        return views;
    }

    List<UpstreamState> states() {
        return byName.values().stream().map(Guarded::state).toList();
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
        private final Metrics metrics;
        private final Upstream upstream;
        private final ProxyBackend proxy;
        private final BulkheadBackend bulkhead;
        private final Map<String, BreakerBackend> breakers = new ConcurrentHashMap<>();

        Guarded(
                String name,
                UpstreamEntry settings,
                Upstream upstream,
                ClientSSLOptions tls,
                Vertx vertx,
                Metrics metrics) {
            this.name = name;
            this.settings = settings;
            this.metrics = metrics;
            this.upstream = upstream;
            this.proxy = ProxyBackend.of(vertx, upstream, settings.servers(), tls, settings.forwarding());
            this.bulkhead = new BulkheadBackend(vertx, name, proxy, settings.bulkhead());
        }

        Backend backend(ContractPlan contract, OperationPlan operation) {
            return breaker(contract, operation);
        }

        BreakerBackend breaker(ContractPlan contract, OperationPlan operation) {
            String key = switch (settings.breakerPer()) {
                case UPSTREAM -> name;
                case OPERATION -> name + " " + contract.file() + " " + operation.id();
            };
            return breakers.computeIfAbsent(key, own -> {
                BreakerBackend breaker = new BreakerBackend(own, bulkhead, settings.breaker());
                metrics.watch(own, breaker::view);
                return breaker;
            });
        }

        UpstreamState state() {
            UpstreamView view = upstream.view();
            BulkheadView calls = bulkhead.view();
            return new UpstreamState(
                    name,
                    view.panic(),
                    view.targets().stream().map(Guarded::state).toList(),
                    view.unresolved(),
                    view.requests(),
                    view.retries(),
                    view.retriesDenied(),
                    calls.inFlight(),
                    calls.waiting(),
                    calls.refused(),
                    proxy.connections(),
                    proxy.tunnels());
        }

        private static UpstreamState.Target state(TargetView target) {
            return new UpstreamState.Target(
                    target.url(),
                    target.address(),
                    target.state().name().toLowerCase(Locale.ROOT),
                    target.inFlight(),
                    target.requests(),
                    target.failures(),
                    target.ejections());
        }
    }
}

package dev.sluice.proxy;

import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.proxy.ProxyBackend.ProxyCounts;
import dev.sluice.proxy.upstream.HostHeader;
import dev.sluice.proxy.upstream.Target;
import dev.sluice.proxy.upstream.Upstream;
import dev.sluice.proxy.upstream.UpstreamSettings;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.ClientSSLOptions;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A backend's share of one event loop. */
final class ProxyLoop {

    /** Pools of targets that are no more are looked for when there are so many. */
    private static final int MANY_POOLS = 64;

    final Upstream upstream;
    final UpstreamSettings settings;
    final ForwardingSettings forwarding;
    final ProxyCounts counts;
    final LoopDeadlines deadlines;
    final LoopScratch scratch = new LoopScratch();
    final OutgoingRequest outgoing;
    private final ContextInternal context;
    private final Connector connector;
    private final IdentityHashMap<Target, TargetPool> pools = new IdentityHashMap<>();
    private final Map<Failure, ProblemException> problems = new EnumMap<>(Failure.class);
    private @Nullable TargetPool latest;

    ProxyLoop(
            VertxInternal vertx,
            ContextInternal context,
            Upstream upstream,
            UpstreamSettings settings,
            ClientSSLOptions tls,
            ForwardingSettings forwarding,
            ProxyCounts counts,
            Exchange first) {
        this.upstream = upstream;
        this.settings = settings;
        this.forwarding = forwarding;
        this.counts = counts;
        this.context = context;
        this.deadlines = new LoopDeadlines(
                context, settings.timeouts(), forwarding.reuse().keepAlive());
        this.outgoing = new OutgoingRequest(forwarding, settings.basePath(), first);
        this.connector = new Connector(vertx, context, settings, tls, scratch);
        for (Failure failure : Failure.values()) {
            problems.put(failure, problem(upstream.name(), failure));
        }
    }

    private static ProblemException problem(String upstream, Failure failure) {
        StringBuilder name = new StringBuilder();
        upstream.chars().forEach(c -> name.append(c < ' ' || c > '~' || c == '"' || c == '\\' ? '_' : (char) c));
        Problem problem = Problem.of(failure.problem)
                .withHeader("Proxy-Status", "sluice; error=" + failure.type + "; next-hop=\"" + name + '"');
        return new ProblemException(
                failure.problem.equals(ProblemType.UNAVAILABLE) ? problem.withHeader("Retry-After", "1") : problem);
    }

    ProblemException problem(Failure failure) {
        ProblemException problem = problems.get(failure);
        if (problem == null) {
            throw new IllegalStateException("no problem is known of " + failure);
        }
        return problem;
    }

    TargetPool pool(Target target) {
        TargetPool last = latest;
        if (last != null && last.target == target) {
            return last;
        }
        TargetPool pool = pools.get(target);
        if (pool == null) {
            if (pools.size() >= MANY_POOLS) {
                pools.values().removeIf(TargetPool::isUnused);
            }
            pool = new TargetPool(
                    target, connector, deadlines, forwarding.reuse(), settings.maxConnections(), counts.connections);
            pools.put(target, pool);
        }
        latest = pool;
        return pool;
    }

    /** What the target is told in {@code Host}. */
    String authority(Exchange exchange, TargetPool pool) {
        HostHeader host = settings.host();
        if (host instanceof HostHeader.Name name) {
            return name.authority();
        }
        return host == HostHeader.Kind.KEEP ? exchange.client().authority() : pool.authority;
    }

    Future<Void> close() {
        Future<Void> closed = connector.close();
        context.runOnContext(here -> pools.values().forEach(TargetPool::close));
        return closed;
    }
}

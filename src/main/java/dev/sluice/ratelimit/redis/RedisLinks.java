package dev.sluice.ratelimit.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each event loop's way to Redis, made when it first asks for it. Safe for any thread. */
final class RedisLinks {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLinks.class);

    private final LinkParts parts;
    /** By the thread of the event loop. */
    private final Map<Thread, Link> all = new ConcurrentHashMap<>();

    private @Nullable String told = "";

    RedisLinks(LinkParts parts) {
        this.parts = parts;
    }

    /** @throws IllegalStateException where this is no event loop */
    Link ofThisLoop() {
        Link known = all.get(Thread.currentThread());
        return known == null ? make(this::changed) : known;
    }

    private Link make(Link.Listener listener) {
        if (!Context.isOnEventLoopThread()) {
            throw new IllegalStateException("expected: an event loop");
        }
        RedisServers servers = parts.settings().servers();
        Link made = servers.cluster()
                ? new ClusterLink(parts, listener)
                : new RedisLink(parts, servers.first(), listener, null);
        all.put(Thread.currentThread(), made);
        made.open();
        return made;
    }

    /** Makes the first of them: what loads classes is then done before requests come. */
    Future<Void> open() {
        Promise<Void> known = Promise.promise();
        parts.vertx()
                .getOrCreateContext()
                .runOnContext(start -> make(fault -> {
                    changed(fault);
                    known.tryComplete();
                }));
        return known.future();
    }

    private synchronized void changed(@Nullable String fault) {
        if (!Objects.equals(told, fault)) {
            told = fault;
            if (fault == null) {
                LOG.info("limits are shared by {}", parts.settings().servers());
            } else {
                LOG.warn("limits: {} {} ({})", parts.settings().servers(), fault, meanwhile());
            }
        }
    }

    private String meanwhile() {
        return switch (parts.settings().onFailure()) {
            case LOCAL -> "each node counts by itself";
            case REFUSE -> "what has a limit is refused";
            case ALLOW -> "nothing is limited";
        };
    }

    /** Why Redis counts as away: null where every link reaches it. */
    @Nullable
    String fault() {
        for (Link link : all.values()) {
            String fault = link.fault();
            if (fault != null) {
                return fault.isEmpty() ? "has not answered yet" : fault;
            }
        }
        return all.isEmpty() ? "has not been asked yet" : null;
    }

    Future<Void> close() {
        return Future.all(all.values().stream().map(Link::close).toList()).mapEmpty();
    }
}

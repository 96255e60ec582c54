package dev.sluice.ratelimit.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each event loop's way to Redis, made when it first asks for it. Safe for any thread. */
final class RedisLinks {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLinks.class);

    private final Vertx vertx;
    private final RedisSettings settings;
    private final Questions words;
    private final StoreCounts counts;
    /** By the thread of the event loop. */
    private final Map<Thread, RedisLink> all = new ConcurrentHashMap<>();

    private @Nullable String told = "";

    RedisLinks(Vertx vertx, RedisSettings settings, Questions words, StoreCounts counts) {
        this.vertx = vertx;
        this.settings = settings;
        this.words = words;
        this.counts = counts;
    }

    /** @throws IllegalStateException where this is no event loop */
    RedisLink ofThisLoop() {
        RedisLink known = all.get(Thread.currentThread());
        return known == null ? make(this::changed) : known;
    }

    private RedisLink make(RedisLink.FaultListener listener) {
        if (!Context.isOnEventLoopThread()) {
            throw new IllegalStateException("expected: an event loop");
        }
        RedisLink made = new RedisLink(vertx, settings, words, counts, listener);
        all.put(Thread.currentThread(), made);
        made.open();
        return made;
    }

    /** Makes the first of them: what loads classes is then done before requests come. */
    Future<Void> open() {
        Promise<Void> known = Promise.promise();
        vertx.getOrCreateContext()
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
                LOG.info("limits are shared by {}", settings.address());
            } else {
                LOG.warn("limits: {} {} ({})", settings.address(), fault, meanwhile());
            }
        }
    }

    private String meanwhile() {
        return switch (settings.onFailure()) {
            case LOCAL -> "each node counts by itself";
            case REFUSE -> "what has a limit is refused";
            case ALLOW -> "nothing is limited";
        };
    }

    /** Why Redis counts as away: null where every link reaches it. */
    @Nullable
    String fault() {
        for (RedisLink link : all.values()) {
            String fault = link.fault();
            if (fault != null) {
                return fault.isEmpty() ? "has not answered yet" : fault;
            }
        }
        return all.isEmpty() ? "has not been asked yet" : null;
    }

    Future<Void> close() {
        return Future.all(all.values().stream().map(RedisLink::close).toList()).mapEmpty();
    }
}

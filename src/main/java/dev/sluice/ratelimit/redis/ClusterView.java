package dev.sluice.ratelimit.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks the nodes of a cluster, one after another, who counts for what. Confined to one event loop. */
final class ClusterView {

    private static final long PATIENCE_MILLIS = 500;

    private final Vertx vertx;
    private final ClusterNodes nodes;
    private final Seen seen;
    private boolean looking;
    private boolean again;
    private @Nullable RedisLink preferred;

    /** Is told what was found. */
    @FunctionalInterface
    interface Seen {

        /**
         * @param topology null where nobody knew
         * @param trouble of the last node that could not be asked; empty where one may still answer
         */
        void seen(@Nullable Topology topology, String trouble);
    }

    ClusterView(Vertx vertx, ClusterNodes nodes, Seen seen) {
        this.vertx = vertx;
        this.nodes = nodes;
        this.seen = seen;
    }

    /**
     * Once more, after what is under way.
     *
     * @param first the node that is likely to know best; null for any
     */
    void refresh(@Nullable RedisLink first) {
        preferred = first == null ? preferred : first;
        if (looking) {
            again = true;
            return;
        }
        looking = true;
        again = false;
        List<RedisLink> open = nodes.open();
        Collections.shuffle(open);
        if (preferred != null && open.remove(preferred)) {
            open.add(0, preferred);
        }
        preferred = null;
        next(open.iterator(), null, "");
    }

    private void next(Iterator<RedisLink> candidates, @Nullable Topology down, String trouble) {
        if (!candidates.hasNext()) {
            nodes.seek();
            String ofKnown = nodes.troubleOfKnown();
            found(down, trouble.isEmpty() && ofKnown != null ? ofKnown : trouble);
            return;
        }
        RedisLink node = candidates.next();
        Future<Response> info = node.send(Request.cmd(Command.CLUSTER).arg("INFO"));
        Future<Response> slots = node.send(Request.cmd(Command.CLUSTER).arg("SLOTS"));
        Future.all(info, slots).timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).onComplete(both -> {
            Topology topology = both.failed() ? null : Topology.read(info.result(), slots.result(), node.address());
            if (topology != null && topology.up()) {
                found(topology, "");
            } else if (topology != null) {
                // others may be on the better side of a split
                next(candidates, topology, trouble);
            } else {
                if (both.cause() instanceof TimeoutException) {
                    node.doubt("did not answer within " + PATIENCE_MILLIS + " ms");
                }
                String fault = both.failed() ? Faults.text(both.cause()) : "sent something else than it was asked for";
                next(candidates, down, node.address() + " " + fault);
            }
        });
    }

    private void found(@Nullable Topology topology, String trouble) {
        looking = false;
        seen.seen(topology, trouble);
        if (again && !looking) {
            vertx.runOnContext(now -> refresh(null));
        }
    }
}

package dev.sluice.ratelimit.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's way to a cluster: each question goes to the node that counts for its slot, and follows where that node
 * says. A node that is away takes only its own slots with it. While anything is amiss, the nodes are asked again and again
 * who counts for what. Confined to its event loop, but for {@link #fault}.
 */
final class ClusterLink implements Link {

    private static final int MOST_HOPS = 4;
    private static final long TRY_AGAIN_MILLIS = 5;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final int MOST_DOUBLINGS = 4;
    /** What has been well for so long was well. */
    private static final long STEADY_NANOS = 5_000_000_000L;

    private static final String DOWN = "is down (CLUSTERDOWN)";

    private final Vertx vertx;
    private final Context context;
    private final LinkParts parts;
    private final Listener listener;
    private final EarlyQuestions early;
    private final ClusterNodes nodes;
    private final ClusterView view;

    /** By slot: null where nobody counts for it. */
    private final @Nullable RedisLink[] owners = new RedisLink[Slot.COUNT];

    /** Of what the nodes say of each other: empty while nothing is known, null where all slots are served. */
    private @Nullable String problem = "";

    private int attempts;
    /** Of {@link System#nanoTime}. */
    private long wellSince;

    private boolean pausing;
    private boolean closed;

    private volatile @Nullable String fault = "";

    /** On the event loop on which it is called, where it is confined to from then on. */
    ClusterLink(LinkParts parts, Listener listener) {
        this.vertx = parts.vertx();
        this.context = vertx.getOrCreateContext();
        this.parts = parts;
        this.listener = listener;
        this.early = new EarlyQuestions(vertx, parts.settings().firstWait().toMillis());
        this.nodes = new ClusterNodes(parts, this::changed, this::redirected);
        this.view = new ClusterView(vertx, nodes, this::seen);
    }

    @Override
    public @Nullable String fault() {
        return fault;
    }

    private boolean isFirst() {
        return problem != null && problem.isEmpty();
    }

    @Override
    public boolean takes(Question question) {
        if (isFirst()) {
            return early.haveRoom();
        }
        RedisLink owner = owners[question.slot()];
        return owner != null && owner.takes(question);
    }

    @Override
    public Future<Tally> ask(Question question) {
        if (!takes(question)) {
            question.answer.tryFail(new RedisAway("Redis is away"));
        } else if (isFirst()) {
            early.add(question);
        } else {
            Objects.requireNonNull(owners[question.slot()]).ask(question);
        }
        return question.answer.future();
    }

    /** Goes where the node says that has been asked; what is on the way for too long is failed. */
    private void redirected(Question question, Redirection redirection, RedisLink from) {
        if (closed) {
            question.answer.tryFail(new RedisAway("Redis is not used any more"));
        } else if (redirection instanceof Redirection.Moved moved) {
            RedisLink owner = nodes.at(from.address().at(moved.host(), moved.port()));
            owners[moved.slot()] = owner;
            view.refresh(owner);
            follow(question, owner);
        } else if (redirection instanceof Redirection.Ask ask) {
            question.asking = true;
            follow(question, nodes.at(from.address().at(ask.host(), ask.port())));
        } else if (redirection instanceof Redirection.TryAgain) {
            tryAgain(question);
        } else if (redirection instanceof Redirection.Apart) {
            unanswered(question, "its keys lie in several slots");
        } else {
            owners[question.slot()] = null;
            problem = DOWN;
            unanswered(question, "Redis " + DOWN);
            tell();
        }
    }

    private void follow(Question question, RedisLink next) {
        if (++question.hops > MOST_HOPS) {
            unanswered(question, "the cluster's nodes send to one another in a circle");
        } else {
            next.ask(question);
        }
    }

    private void tryAgain(Question question) {
        if (System.nanoTime() - question.begun >= parts.settings().timeout().toNanos()) {
            unanswered(question, "keys are on their way from node to node");
        } else {
            question.hops = 0;
            vertx.setTimer(TRY_AGAIN_MILLIS, later -> ask(question));
        }
    }

    private void unanswered(Question question, String why) {
        parts.counts().unanswered.increment();
        question.answer.tryFail(new RedisAway(why));
    }

    @Override
    public void open() {
        context.runOnContext(start -> view.refresh(null));
    }

    /** A node has been reached, or lost. */
    private void changed(RedisLink node) {
        if (closed) {
            return;
        }
        if (node.fault() == null && problem != null) {
            view.refresh(node);
        }
        tell();
    }

    /**
     * What the nodes say of each other.
     *
     * @param topology null where none of them could be asked
     * @param trouble of the last that could not
     */
    private void seen(@Nullable Topology topology, String trouble) {
        if (closed) {
            return;
        }
        if (topology == null) {
            // what was known before may still hold
            problem = isFirst() && !trouble.isEmpty() ? trouble : problem;
        } else {
            install(topology);
        }
        if (!isFirst()) {
            early.release(this::ask);
        }
        tell();
    }

    private void install(Topology topology) {
        Arrays.fill(owners, null);
        Set<RedisLink> used = new HashSet<>();
        for (Topology.Range range : topology.ranges()) {
            RedisLink node = nodes.at(range.node());
            used.add(node);
            if (topology.up()) {
                Arrays.fill(owners, range.first(), range.last() + 1, node);
            }
        }
        nodes.keep(used);
        if (!topology.up()) {
            problem = DOWN;
        } else {
            int served = topology.served();
            problem = served < Slot.COUNT ? "serves " + served + " of " + Slot.COUNT + " slots" : null;
        }
    }

    /** Says how it is now, and looks again a little later unless all is well. */
    private void tell() {
        String before = fault;
        fault = problem != null ? problem : nodes.fault();
        if (fault == null) {
            wellSince = before == null ? wellSince : System.nanoTime();
        } else {
            // what comes and goes is looked at ever more seldom, too
            attempts = before == null && System.nanoTime() - wellSince >= STEADY_NANOS ? 0 : attempts;
            lookLater();
        }
        boolean known = fault == null || !fault.isEmpty();
        if (known && !Objects.equals(before, fault)) {
            listener.changed(fault);
        }
    }

    private void lookLater() {
        if (!pausing) {
            pausing = true;
            vertx.setTimer(FIRST_PAUSE_MILLIS << Math.min(attempts++, MOST_DOUBLINGS), again -> {
                pausing = false;
                if (!closed && fault != null) {
                    view.refresh(null);
                }
            });
        }
    }

    @Override
    public Future<Void> close() {
        return Future.future(done -> context.runOnContext(now -> {
            closed = true;
            Arrays.fill(owners, null);
            problem = "is not used any more";
            early.fail(new RedisAway("Redis is not used any more"));
            nodes.close().onComplete(done);
        }));
    }
}

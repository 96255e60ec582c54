package dev.sluice.ratelimit.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's way to Redis: a connection on which questions follow one another without waiting. Any fault ends the
 * connection: what was under way fails, further questions fail at once, and in the background a new connection is tried
 * again and again, which counts only once Redis has answered on it in time. Confined to its event loop, but for
 * {@link #fault}.
 */
final class RedisLink implements Link {

    private static final int MOST_UNDER_WAY = 2_048;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final int MOST_DOUBLINGS = 4;

    private final Vertx vertx;
    private final Context context;
    private final RedisSettings settings;
    private final Questions words;
    private final StoreCounts counts;
    private final RedisAddress address;
    private final Listener listener;
    private final @Nullable Detour detour;

    /** In the order in which Redis answers. */
    private final ArrayDeque<Question> underWay = new ArrayDeque<>();

    private final EarlyQuestions early;
    private final RedisClients clients;
    private @Nullable RedisConnection connection;
    /** Of the present connection or the one that is being made; what earlier ones say is past. */
    private int number;

    private int attempts;
    private boolean watching;
    private boolean closed;

    /** Why Redis counts as away; empty while the first connection is made, null while all is well. */
    private volatile @Nullable String fault = "";

    /** Takes the questions that Redis says another one should answer. */
    @FunctionalInterface
    interface Detour {

        void take(Question question, Redirection where, RedisLink from);
    }

    /**
     * On the event loop on which it is called, where it is confined to from then on.
     *
     * @param detour null where there is nobody else to ask
     */
    RedisLink(LinkParts parts, RedisAddress address, Listener listener, @Nullable Detour detour) {
        this.vertx = parts.vertx();
        this.context = vertx.getOrCreateContext();
        this.settings = parts.settings();
        this.words = parts.words();
        this.counts = parts.counts();
        this.address = address;
        this.listener = listener;
        this.detour = detour;
        this.early = new EarlyQuestions(vertx, settings.firstWait().toMillis());
        this.clients = new RedisClients(vertx, settings, address);
    }

    RedisAddress address() {
        return address;
    }

    @Override
    public @Nullable String fault() {
        return fault;
    }

    /** Nothing is waiting for an answer. */
    boolean isIdle() {
        return underWay.isEmpty() && early.isEmpty();
    }

    @Override
    public boolean takes(Question question) {
        return isOpen();
    }

    private boolean isOpen() {
        return connection != null ? underWay.size() < MOST_UNDER_WAY : isFirst() && early.haveRoom();
    }

    /** The first connection is being made. */
    private boolean isFirst() {
        return fault != null && fault.isEmpty();
    }

    /** It is answered or failed within the timeout, twice that where Redis has lost the script. */
    @Override
    public Future<Tally> ask(Question question) {
        if (!isOpen()) {
            question.answer.tryFail(new RedisAway("Redis is away"));
        } else if (connection == null) {
            early.add(question);
        } else {
            counts.asked.increment();
            send(question, connection);
        }
        return question.answer.future();
    }

    /** @return failed where Redis is away */
    Future<Response> send(Request request) {
        return connection == null ? Future.failedFuture(new RedisAway("Redis is away")) : connection.send(request);
    }

    private void send(Question question, RedisConnection to) {
        int sender = number;
        question.asked = System.nanoTime();
        question.deadline = question.asked + settings.timeout().toNanos();
        underWay.add(question);
        watch();
        if (question.asking) {
            // holds for the next command only; and the node may not know the script
            question.asking = false;
            question.whole = true;
            to.send(Request.cmd(Command.ASKING));
        }
        to.send(words.ask(question.claims, question.keys, question.cost, question.whole))
                .onComplete(reply -> answered(question, reply, sender), failure -> failed(question, failure, sender));
    }

    private void answered(Question question, @Nullable Response reply, int sender) {
        if (sender != number || question.isOver()) {
            return;
        }
        Tally tally = Tally.read(reply, question.sets());
        if (tally == null) {
            lose("sent something else than what it was asked for");
            return;
        }
        attempts = 0;
        finish(question);
        question.answer.complete(tally);
    }

    private void failed(Question question, Throwable failure, int sender) {
        RedisConnection present = connection;
        if (sender != number || present == null || question.isOver()) {
            return;
        }
        if (Faults.isUnknownScript(failure) && !question.whole) {
            finish(question);
            question.whole = true;
            send(question, present);
            return;
        }
        Redirection where = detour == null ? null : Redirection.read(failure);
        if (detour != null && where != null) {
            attempts = 0;
            finish(question);
            detour.take(question, where, this);
        } else {
            lose(Faults.text(failure));
        }
    }

    private void finish(Question question) {
        if (underWay.peek() == question) {
            underWay.poll();
        } else {
            underWay.remove(question);
        }
    }

    /** One timer for all that is under way: the oldest comes due first. */
    private void watch() {
        Question oldest = underWay.peek();
        if (oldest == null || watching) {
            return;
        }
        watching = true;
        long millis = TimeUnit.NANOSECONDS.toMillis(oldest.deadline - System.nanoTime()) + 1;
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        vertx.setTimer(Math.max(1, millis), timer -> {
            watching = false;
            long now = System.nanoTime();
            Question late = underWay.peek();
            if (late != null && now - late.deadline >= 0 && !spared(late, now, now - due)) {
                lose("did not answer within " + settings.timeout().toMillis() + " ms");
            } else {
                watch();
            }
        });
    }

    /** Where the event loop itself was held up, the answer may be there already, unread: it gets a second chance. */
    private boolean spared(Question late, long now, long heldUp) {
        long timeout = settings.timeout().toNanos();
        if (late.spared || heldUp < timeout / 4) {
            return false;
        }
        late.spared = true;
        late.deadline = now + timeout / 2;
        return true;
    }

    @Override
    public void open() {
        context.runOnContext(start -> connect());
    }

    private void connect() {
        if (closed) {
            return;
        }
        int attempt = ++number;
        long timer = vertx.setTimer(settings.connectTimeout().toMillis(), late -> {
            if (attempt == number && connection == null) {
                lose("could not be connected to within "
                        + settings.connectTimeout().toMillis() + " ms");
            }
        });
        clients.connect(() -> attempt == number, cause -> {
                    if (attempt == number) {
                        lose(cause);
                    }
                })
                .compose(made -> proven(made).map(made))
                .onComplete(made -> {
                    vertx.cancelTimer(timer);
                    if (attempt != number || closed) {
                        return;
                    }
                    if (made.succeeded()) {
                        opened(made.result());
                    } else {
                        lose(Faults.text(made.cause()));
                    }
                });
    }

    /** A connection counts once Redis has learnt the script, and has answered a question in time. */
    private Future<Response> proven(RedisConnection made) {
        return made.send(Request.cmd(Command.SCRIPT)
                        .arg("LOAD")
                        .arg(words.script().text()))
                .compose(hash -> {
                    if (hash == null || !hash.toString().equals(words.script().hash())) {
                        return Future.failedFuture(new RedisAway("sent something else than what it was asked for"));
                    }
                    return made.send(Request.cmd(Command.PING))
                            .timeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
                });
    }

    private void opened(RedisConnection made) {
        connection = made;
        fault = null;
        listener.changed(null);
        early.release(this::ask);
    }

    /** Something else than a question has found that Redis does not answer. */
    void doubt(String cause) {
        if (connection != null) {
            lose(cause);
        }
    }

    private void lose(String cause) {
        number++;
        connection = null;
        clients.close();
        if (!closed) {
            counts.lost.increment();
        }
        boolean news = !cause.equals(fault);
        fault = cause;
        if (news && !closed) {
            listener.changed(cause);
        }
        RedisAway away = new RedisAway(cause);
        List<Question> unanswered = new ArrayList<>(underWay);
        counts.unanswered.add(unanswered.size());
        underWay.clear();
        if (!closed) {
            long pause = FIRST_PAUSE_MILLIS << Math.min(attempts++, MOST_DOUBLINGS);
            vertx.setTimer(pause, again -> connect());
        }
        unanswered.forEach(question -> question.answer.tryFail(away));
        early.fail(away);
    }

    @Override
    public Future<Void> close() {
        return Future.future(done -> context.runOnContext(now -> {
            closed = true;
            lose("is not used any more");
            done.complete();
        }));
    }
}

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
final class RedisLink {

    private static final int MOST_UNDER_WAY = 2_048;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final int MOST_DOUBLINGS = 4;

    private final Vertx vertx;
    private final Context context;
    private final RedisSettings settings;
    private final Questions words;
    private final StoreCounts counts;
    private final FaultListener listener;

    /** In the order in which Redis answers. */
    private final ArrayDeque<Question> underWay = new ArrayDeque<>();
    /** Asked before the first connection was there. */
    private final List<Question> waiting = new ArrayList<>();

    private final RedisClients clients;
    private @Nullable RedisConnection connection;
    /** Of the present connection or the one that is being made; what earlier ones say is past. */
    private int number;

    private int attempts;
    private boolean watching;
    private boolean closed;

    /** Why Redis counts as away; empty while the first connection is made, null while all is well. */
    private volatile @Nullable String fault = "";

    /** Is told of every change. */
    @FunctionalInterface
    interface FaultListener {

        /** @param fault null when all is well again */
        void changed(@Nullable String fault);
    }

    /** On the event loop on which it is called, where it is confined to from then on. */
    RedisLink(Vertx vertx, RedisSettings settings, Questions words, StoreCounts counts, FaultListener listener) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.settings = settings;
        this.words = words;
        this.counts = counts;
        this.listener = listener;
        this.clients = new RedisClients(vertx, settings);
    }

    /** Why Redis counts as away: null where it does not, empty where it is not known yet. For any thread. */
    @Nullable
    String fault() {
        return fault;
    }

    /** Whether a question would be put to Redis. */
    boolean isOpen() {
        return connection != null ? underWay.size() < MOST_UNDER_WAY : isFirst() && waiting.size() < MOST_UNDER_WAY;
    }

    /** The first connection is being made. */
    private boolean isFirst() {
        return fault != null && fault.isEmpty();
    }

    /** Puts a question, which is answered or failed within the timeout, twice that where Redis has lost the script. */
    Future<Tally> ask(Question question) {
        if (!isOpen()) {
            question.answer.fail(new RedisAway("Redis is away"));
        } else if (connection == null) {
            await(question);
        } else {
            counts.asked.increment();
            send(question, connection);
        }
        return question.answer.future();
    }

    /** The first questions would rather wait a little than find Redis away that is only about to be met. */
    private void await(Question question) {
        if (waiting.isEmpty()) {
            vertx.setTimer(settings.firstWait().toMillis(), late -> {
                List<Question> tired = List.copyOf(waiting);
                waiting.clear();
                tired.forEach(early -> early.answer.tryFail(new RedisAway("Redis is not met yet")));
            });
        }
        waiting.add(question);
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
        to.send(words.ask(question.claims, question.keys, question.cost, question.repeated))
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
        if (Faults.isUnknownScript(failure) && !question.repeated) {
            finish(question);
            question.repeated = true;
            send(question, present);
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

    /** Makes the first connection. */
    void open() {
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
        List<Question> early = List.copyOf(waiting);
        waiting.clear();
        early.forEach(this::ask);
    }

    private void lose(String cause) {
        number++;
        connection = null;
        clients.close();
        counts.lost.increment();
        boolean news = !cause.equals(fault);
        fault = cause;
        if (news && !closed) {
            listener.changed(cause);
        }
        RedisAway away = new RedisAway(cause);
        List<Question> unanswered = new ArrayList<>(underWay);
        counts.unanswered.add(unanswered.size());
        unanswered.addAll(waiting);
        underWay.clear();
        waiting.clear();
        if (!closed) {
            long pause = FIRST_PAUSE_MILLIS << Math.min(attempts++, MOST_DOUBLINGS);
            vertx.setTimer(pause, again -> connect());
        }
        unanswered.forEach(question -> question.answer.tryFail(away));
    }

    /** For any thread. @return when it is done */
    Future<Void> close() {
        return Future.future(done -> context.runOnContext(now -> {
            closed = true;
            lose("is not used any more");
            done.complete();
        }));
    }
}

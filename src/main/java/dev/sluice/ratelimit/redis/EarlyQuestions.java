package dev.sluice.ratelimit.redis;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Questions that were asked before Redis was met: they would rather wait a little than find away what is only about to
 * come. Confined to one event loop.
 */
final class EarlyQuestions {

    private static final int MOST = 2_048;

    private final Vertx vertx;
    private final long patienceMillis;
    private List<Question> waiting = new ArrayList<>();

    EarlyQuestions(Vertx vertx, long patienceMillis) {
        this.vertx = vertx;
        this.patienceMillis = patienceMillis;
    }

    boolean haveRoom() {
        return waiting.size() < MOST;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(Question question) {
        if (waiting.isEmpty()) {
            List<Question> these = waiting;
            vertx.setTimer(patienceMillis, late -> {
                if (these == waiting) {
                    fail(new RedisAway("Redis is not met yet"));
                }
            });
        }
        waiting.add(question);
    }

    /** Gives them away, in the order in which they were asked. */
    void release(Consumer<Question> next) {
        List<Question> released = waiting;
        waiting = new ArrayList<>();
        released.forEach(next);
    }

    void fail(RedisAway away) {
        release(question -> question.answer.tryFail(away));
    }
}

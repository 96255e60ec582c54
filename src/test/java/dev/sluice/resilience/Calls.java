package dev.sluice.resilience;

import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A backend whose answers tests give one by one, and a clock that they set. */
final class Calls implements Backend, LongSupplier {

    static final Reply OK = new Reply.Full(200, null, Buffer.buffer());

    private final BlockingQueue<Promise<Reply>> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong nanos = new AtomicLong(-98_765);

    static Throwable bug() {
        return new IllegalStateException("a bug");
    }

    static Throwable problem(ProblemType type) {
        return new ProblemException(Problem.of(type));
    }

    static Exchange exchange() {
        return new Exchange(new Message("GET", "/", null, MultiMap.caseInsensitiveMultiMap()), "id", 0);
    }

    @Override
    public Future<Reply> answer(Exchange exchange) {
        Promise<Reply> promise = Promise.promise();
        waiting.add(promise);
        return promise.future();
    }

    @Override
    public long getAsLong() {
        return nanos.get();
    }

    void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    int waitingCalls() {
        return waiting.size();
    }

    void succeedNext() {
        waiting.remove().complete(OK);
    }

    void answerNext(Reply reply) {
        waiting.remove().complete(reply);
    }

    void failNext(Throwable failure) {
        waiting.remove().fail(failure);
    }
}

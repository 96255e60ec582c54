package dev.sluice.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.exchange.Backend;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineBackendTest {

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Calls calls = new Calls();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** Calls on the event loop. */
    private Future<Reply> call(Backend backend) {
        return on(() -> backend.answer(Calls.exchange()));
    }

    private <T> Future<T> on(Callable<Future<T>> task) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(here -> {
            try {
                task.call().onComplete(promise);
            } catch (Exception failure) {
                promise.fail(failure);
            }
        });
        return promise.future();
    }

    @Test
    void failsACallThatHasNoAnswerInTime() {
        DeadlineBackend backend = new DeadlineBackend(vertx, calls, SHORT, ProblemType.UNAVAILABLE);
        long start = System.nanoTime();

        Future<Reply> answer = call(backend);

        assertThatThrownBy(() -> await(answer)).hasCauseInstanceOf(ProblemException.class);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(SHORT.toNanos());
        ProblemException failure = (ProblemException) answer.cause();
        assertThat(failure.problem().type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(failure.problem().headers()).isEqualTo(Map.of("Retry-After", "1"));
    }

    @Test
    void passesOnAnAnswerAndAFailureThatComeInTime() throws Exception {
        DeadlineBackend backend = new DeadlineBackend(vertx, calls, LONG, ProblemType.UNAVAILABLE);

        Future<Reply> answer = call(backend);
        Future<Reply> failure = call(backend);
        await(on(() -> {
            calls.succeedNext();
            calls.failNext(Calls.bug());
            return Future.succeededFuture();
        }));

        assertThat(await(answer)).isSameAs(Calls.OK);
        assertThatThrownBy(() -> await(failure)).hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void dropsAnAnswerThatComesTooLate() throws Exception {
        DeadlineBackend backend = new DeadlineBackend(vertx, calls, SHORT, ProblemType.BACKEND_TIMEOUT);
        Future<Reply> answer = call(backend);
        assertThatThrownBy(() -> await(answer)).hasCauseInstanceOf(ProblemException.class);

        calls.succeedNext();
        await(on(Future::succeededFuture));

        assertThat(answer.failed()).isTrue();
    }

    @Test
    void anAnswerFromAnotherThreadComesBackOnTheEventLoop() throws Exception {
        DeadlineBackend backend = new DeadlineBackend(vertx, calls, LONG, ProblemType.UNAVAILABLE);
        Promise<Thread> thread = Promise.promise();
        Promise<Thread> called = Promise.promise();
        context.runOnContext(here -> {
            backend.answer(Calls.exchange()).onComplete(answer -> thread.complete(Thread.currentThread()));
            called.complete(Thread.currentThread());
        });
        Thread eventLoop = await(called.future());

        calls.succeedNext();

        assertThat(await(thread.future())).isSameAs(eventLoop);
    }

    @Test
    void aReadyAnswerIsPassedOnAsItIs() throws Exception {
        Future<Reply> ready = Future.succeededFuture(Calls.OK);
        DeadlineBackend backend = new DeadlineBackend(vertx, exchange -> ready, SHORT, ProblemType.UNAVAILABLE);

        assertThat(backend.answer(Calls.exchange())).isSameAs(ready);
    }

    @Test
    void aCallOutsideOfAnEventLoopIsABug() {
        DeadlineBackend backend = new DeadlineBackend(vertx, calls, SHORT, ProblemType.UNAVAILABLE);

        assertThatThrownBy(() -> backend.answer(Calls.exchange())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDeadlineOfNothingIsRefused() {
        assertThatThrownBy(() -> new DeadlineBackend(vertx, calls, Duration.ZERO, ProblemType.UNAVAILABLE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("deadline: PT0S (expected: from 1 millisecond)");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23})
    void everyCallEndsOnceByItsAnswerOrByItsDeadline(long seed) throws Exception {
        Random random = new Random(seed);
        DeadlineBackend backend = new DeadlineBackend(vertx, calls, SHORT, ProblemType.UNAVAILABLE);
        List<Future<Reply>> answers = new ArrayList<>();
        Map<Integer, Integer> ends = new ConcurrentHashMap<>();

        int answered = 0;
        for (int i = 0; i < 2_000; i++) {
            int number = i;
            answers.add(call(backend).onComplete(end -> ends.merge(number, 1, Integer::sum)));
            if (random.nextInt(3) == 0) {
                await(on(Future::succeededFuture));
                while (calls.waitingCalls() > 0 && random.nextInt(4) != 0) {
                    calls.succeedNext();
                    answered++;
                }
            }
        }
        await(Future.join(answers).otherwiseEmpty());

        assertThat(answered).isPositive();
        assertThat(ends).hasSize(2_000).containsValue(1).doesNotContainValue(2);
    }
}

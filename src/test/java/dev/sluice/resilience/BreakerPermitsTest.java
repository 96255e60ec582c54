package dev.sluice.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import dev.sluice.resilience.BreakerView.State;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever calls end in, and in whatever order: once the backend is well and nothing is in flight, the breaker closes. */
class BreakerPermitsTest {

    private static final int THREADS = 4;
    private static final int PROBES = 3;
    private static final BreakerSettings SETTINGS = new BreakerSettings(
            true, 50, 80, Duration.ofSeconds(1), 10, 4, Duration.ofMillis(50), PROBES, Duration.ofMinutes(10));

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicLong nanos = new AtomicLong();
    private final ThreadLocal<Deque<Promise<Reply>>> inFlight = ThreadLocal.withInitial(ArrayDeque::new);
    private final ThreadLocal<Deque<Promise<Void>>> streams = ThreadLocal.withInitial(ArrayDeque::new);
    private final BreakerBackend breaker = new BreakerBackend(
            "store",
            exchange -> {
                Promise<Reply> promise = Promise.promise();
                inFlight.get().add(promise);
                return promise.future();
            },
            SETTINGS,
            nanos::get);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void closesAfterEveryStorm(long seed) throws Exception {
        Random random = new Random(seed);
        int trips = 0;
        for (int storm = 0; storm < 100; storm++) {
            List<Callable<Integer>> callers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                long own = random.nextLong();
                callers.add(() -> storm(new Random(own)));
            }
            for (java.util.concurrent.Future<Integer> caller : threads.invokeAll(callers)) {
                trips += caller.get();
            }
            assertThat(stateOnceWell()).as("storm %s", storm).isEqualTo(State.CLOSED);
            assertThat(probesOnceOpen()).as("storm %s", storm).isEqualTo(PROBES);
        }
        assertThat(trips).as("refusals").isGreaterThan(1_000);
    }

    private int storm(Random random) {
        Deque<Promise<Reply>> calls = inFlight.get();
        Deque<Promise<Void>> ending = streams.get();
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            Future<Reply> answer = breaker.answer(Calls.exchange());
            if (answer.isComplete()) {
                refused++;
                nanos.addAndGet(random.nextInt(10_000_000));
            }
            while (calls.size() > random.nextInt(6)) {
                end(random.nextBoolean() ? calls.removeFirst() : calls.removeLast(), random.nextInt(9));
            }
            while (ending.size() > random.nextInt(6)) {
                endStream(random.nextBoolean() ? ending.removeFirst() : ending.removeLast(), random.nextInt(4));
            }
        }
        while (!calls.isEmpty()) {
            end(calls.remove(), random.nextInt(9));
        }
        while (!ending.isEmpty()) {
            endStream(ending.remove(), random.nextInt(4));
        }
        return refused;
    }

    private static void endStream(Promise<Void> end, int how) {
        switch (how) {
            case 0 -> end.complete();
            case 1 -> end.fail(new CancellationException());
            default -> end.fail(Calls.bug());
        }
    }

    private void end(Promise<Reply> call, int how) {
        switch (how) {
            case 6, 7, 8 -> {
                Promise<Void> end = Promise.promise();
                streams.get().add(end);
                call.complete(Answers.streamed(how == 8 ? 503 : 200, end.future()));
            }
            case 0, 1 -> call.complete(Calls.OK);
            case 2 -> call.fail(Calls.problem(ProblemType.INVALID_REQUEST));
            case 3 -> call.fail(new CancellationException());
            default -> call.fail(Calls.bug());
        }
    }

    private int probesOnceOpen() {
        for (int i = 0; i < SETTINGS.windowSize(); i++) {
            breaker.answer(Calls.exchange());
        }
        inFlight.get().forEach(call -> call.fail(Calls.bug()));
        inFlight.get().clear();
        nanos.addAndGet(Duration.ofMillis(51).toNanos());
        for (int i = 0; i < 3 * PROBES; i++) {
            breaker.answer(Calls.exchange());
        }
        int probes = inFlight.get().size();
        inFlight.get().forEach(call -> call.complete(Calls.OK));
        inFlight.get().clear();
        return probes;
    }

    /** Half-open, it may have old failures among its probes: then it opens once more. */
    private State stateOnceWell() {
        for (int round = 0; round < 3; round++) {
            nanos.addAndGet(Duration.ofMillis(51).toNanos());
            for (int i = 0; i < 2 * SETTINGS.windowSize(); i++) {
                breaker.answer(Calls.exchange());
                inFlight.get().forEach(call -> call.complete(Calls.OK));
                inFlight.get().clear();
            }
        }
        return breaker.view().state();
    }
}

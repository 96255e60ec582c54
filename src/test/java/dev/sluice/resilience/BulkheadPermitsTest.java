package dev.sluice.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Reply;
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
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever calls end in, on whatever event loop: never more than the bound, all permits come back, nobody is forgotten. */
class BulkheadPermitsTest {

    private static final int LOOPS = 4;
    private static final int IN_FLIGHT = 5;
    private static final int WAITING = 5;
    private static final int CALLS = 3_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(LOOPS);
    private final CyclicBarrier all = new CyclicBarrier(LOOPS);
    private final FakeLoops loops = new FakeLoops();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final ThreadLocal<Deque<Runnable>> endings = ThreadLocal.withInitial(ArrayDeque::new);
    private final ThreadLocal<Random> random = ThreadLocal.withInitial(Random::new);
    private final BulkheadBackend bulkhead = new BulkheadBackend(
            "upstream", this::begin, new BulkheadSettings(IN_FLIGHT, WAITING, FakeLoops.PATIENCE), loops);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void holdsItsBoundAndForgetsNobody(long seed) throws Exception {
        Random seeds = new Random(seed);
        List<Callable<Integer>> callers = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            long own = seeds.nextLong();
            callers.add(() -> storm(new Random(own)));
        }

        int refused = 0;
        for (java.util.concurrent.Future<Integer> caller : threads.invokeAll(callers)) {
            refused += caller.get();
        }

        assertThat(most.get()).isEqualTo(IN_FLIGHT);
        assertThat(open.get()).as("calls without an answer").isZero();
        assertThat(refused).isPositive();
        assertThat(bulkhead.view())
                .isEqualTo(new BulkheadView(
                        "upstream", 0, IN_FLIGHT, 0, WAITING, bulkhead.view().refused()));
    }

    private int storm(Random own) throws Exception {
        random.set(own);
        Deque<Runnable> ends = endings.get();
        List<Exchange> clients = new ArrayList<>();
        AtomicInteger refused = new AtomicInteger();
        for (int i = 0; i < CALLS; i++) {
            Exchange exchange = Calls.exchange();
            clients.add(exchange);
            open.incrementAndGet();
            Future<Reply> answer = bulkhead.answer(exchange);
            answer.onComplete(reply -> {
                open.decrementAndGet();
                if (reply.cause() instanceof Refusal) {
                    refused.incrementAndGet();
                }
            });
            if (own.nextInt(5) == 0) {
                clients.get(own.nextInt(clients.size())).clientLeft();
            }
            while (ends.size() > own.nextInt(10)) {
                (own.nextBoolean() ? ends.removeFirst() : ends.removeLast()).run();
            }
            loops.run();
            loops.advance(Duration.ofMillis(own.nextInt(200)));
        }
        while (!ends.isEmpty() || open.get() > 0) {
            // what others end may be handed to this loop
            loops.run();
            loops.advance(Duration.ofMillis(10));
            while (!ends.isEmpty()) {
                ends.remove().run();
            }
            Thread.onSpinWait();
        }
        // permits that are on their way to clients who have left
        all.await();
        loops.run();
        return refused.get();
    }

    private Future<Reply> begin(Exchange exchange) {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        Promise<Reply> answer = Promise.promise();
        Promise<Void> ended = Promise.promise();
        switch (random.get().nextInt(4)) {
            case 0 ->
                endings.get().add(() -> {
                    underWay.decrementAndGet();
                    answer.complete(Calls.OK);
                });
            case 1 ->
                endings.get().add(() -> {
                    underWay.decrementAndGet();
                    answer.fail(Calls.bug());
                });
            case 2 -> {
                answer.complete(Answers.streamed(200, ended.future()));
                endings.get().add(() -> {
                    underWay.decrementAndGet();
                    ended.fail(new CancellationException());
                });
            }
            default -> {
                underWay.decrementAndGet();
                answer.complete(Calls.OK);
            }
        }
        return answer.future();
    }
}

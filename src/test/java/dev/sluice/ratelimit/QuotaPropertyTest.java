package dev.sluice.ratelimit;

import static dev.sluice.ratelimit.Limits.allowed;
import static dev.sluice.ratelimit.Limits.contract;
import static dev.sluice.ratelimit.Limits.operation;
import static dev.sluice.ratelimit.Limits.root;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RateWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A limiter never admits more than its quota in one window, whatever else goes on. */
class QuotaPropertyTest {

    private static final int THREADS = 4;

    private final Limits.Ticker ticker = new Limits.Ticker();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private LocalProjectLimiter limiter(OperationPlan operation) {
        return new LocalProjectLimiter(Limits.bound(10), List.of(contract("a.yaml", operation)), ticker);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void decidesAsFixedWindowsThatBeginWithTheFirstCall(long seed) {
        Random random = new Random(seed);
        List<RateWindow> windows = List.of(
                new RateWindow(1 + random.nextInt(9), Duration.ofSeconds(1 + random.nextInt(3))),
                new RateWindow(1 + random.nextInt(30), Duration.ofSeconds(5 + random.nextInt(20))));
        OperationPlan operation = operation(root(windows.get(0), windows.get(1)));
        LocalProjectLimiter limiter = limiter(operation);
        long start = ticker.getAsLong();
        long[] cycles = new long[2];
        int[] used = new int[2];

        for (int call = 0; call < 3_000; call++) {
            ticker.advance(Duration.ofMillis(random.nextInt(10) == 0 ? random.nextInt(9_000) : random.nextInt(50)));
            boolean expected = true;
            for (int i = 0; i < 2; i++) {
                long cycle =
                        (ticker.getAsLong() - start) / windows.get(i).period().toNanos();
                used[i] = call == 0 || cycle != cycles[i] ? 0 : used[i];
                start = call == 0 ? ticker.getAsLong() : start;
                cycles[i] = call == 0 ? 0 : cycle;
                expected &= used[i] < windows.get(i).quota();
            }
            boolean actual = limiter.decide(operation, "p") instanceof RateDecision.Allowed;
            assertThat(actual).as("call %s", call).isEqualTo(expected);
            for (int i = 0; i < 2 && actual; i++) {
                used[i]++;
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13})
    void manyThreadsGetTheQuotaAndNoMoreWhileIdleLimitersAreSweptAway(long seed) throws Exception {
        Random random = new Random(seed);
        int quota = 1 + random.nextInt(200);
        OperationPlan operation = operation(
                root(new RateWindow(quota, Duration.ofSeconds(1)), new RateWindow(quota * 2, Duration.ofSeconds(10))));
        LocalProjectLimiter limiter = limiter(operation);

        for (int round = 0; round < 200; round++) {
            // idle just long enough: callers and the sweeper meet on a limiter that may go
            ticker.advance(Duration.ofSeconds(10));

            assertThat(together(limiter, operation, quota))
                    .as("round %s", round)
                    .isEqualTo(quota);
        }
    }

    private int together(LocalProjectLimiter limiter, OperationPlan operation, int calls) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS + 1);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            tasks.add(() -> {
                start.await();
                return allowed(limiter, operation, "p", calls);
            });
        }
        tasks.add(() -> {
            start.await();
            for (int i = 0; i < 50; i++) {
                limiter.sweep();
            }
            return 0;
        });
        int allowed = 0;
        for (Future<Integer> task : threads.invokeAll(tasks)) {
            allowed += task.get();
        }
        return allowed;
    }
}

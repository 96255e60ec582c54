package dev.sluice.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryBudgetTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(-7 * SECOND);

    private RetryBudget budget(int percent, int perSecond) {
        return new RetryBudget(new RetrySettings(2, percent, perSecond), nanos::get);
    }

    private static int take(RetryBudget budget, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += budget.take() ? 1 : 0;
        }
        return taken;
    }

    private static void request(RetryBudget budget, int times) {
        for (int i = 0; i < times; i++) {
            budget.requested();
        }
    }

    @Test
    void aFewAreFreeInEverySecond() {
        RetryBudget budget = budget(20, 3);

        int first = take(budget, 10);
        nanos.addAndGet(SECOND);
        int second = take(budget, 10);

        assertThat(first).isEqualTo(3);
        assertThat(second).isEqualTo(3);
        assertThat(budget.spent()).isEqualTo(6);
        assertThat(budget.denied()).isEqualTo(14);
    }

    @Test
    void furtherOnesAreAShareOfTheRequests() {
        RetryBudget budget = budget(20, 0);
        request(budget, 104);

        assertThat(take(budget, 100)).isEqualTo(20);
    }

    @Test
    void requestsCountForTenSeconds() {
        RetryBudget budget = budget(20, 0);
        request(budget, 100);
        int none = take(budget, 0);
        budget.look();

        nanos.addAndGet(9 * SECOND);
        int inTime = take(budget, 10);
        nanos.addAndGet(SECOND);
        int late = take(budget, 10);

        assertThat(none).isZero();
        assertThat(inTime).isEqualTo(10);
        assertThat(late).isZero();
    }

    @Test
    void neitherShareNorMinimumMeansNever() {
        RetryBudget budget = budget(0, 0);
        request(budget, 1_000);

        assertThat(take(budget, 100)).isZero();
    }

    /** Every request fails, and each failure asks for a retry, which fails and asks as well. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anOutageNeverAddsMoreThanTheBudget(long seed) {
        Random random = new Random(seed);
        int percent = random.nextInt(101);
        int perSecond = random.nextInt(20);
        RetryBudget budget = budget(percent, perSecond);
        List<long[]> seconds = new ArrayList<>();

        for (int second = 0; second < 200; second++) {
            long[] here = new long[2];
            seconds.add(here);
            int requests = random.nextInt(4) == 0 ? 0 : random.nextInt(500);
            for (int i = 0; i < requests; i++) {
                budget.requested();
                here[0]++;
                while (budget.take()) {
                    here[1]++;
                }
            }
            nanos.addAndGet(SECOND);
            // as a timer does
            budget.look();
        }

        for (int from = 0; from + 10 <= seconds.size(); from++) {
            long retries = 0;
            long reach = 0;
            for (int i = from; i < from + 10; i++) {
                retries += seconds.get(i)[1];
            }
            for (int i = Math.max(0, from - 9); i < from + 10; i++) {
                reach += seconds.get(i)[0];
            }
            assertThat(retries)
                    .as("seed %s, from second %s, %s percent, %s free", seed, from, percent, perSecond)
                    .isLessThanOrEqualTo(reach * percent / 100 + 10L * perSecond);
        }
        long requests = seconds.stream().mapToLong(here -> here[0]).sum();
        long retries = seconds.stream().mapToLong(here -> here[1]).sum();
        assertThat(retries).isLessThanOrEqualTo(requests * percent / 100 + 200L * perSecond);
    }
}

package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportBudgetTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong now = new AtomicLong(77);
    private final Random random = new Random(5);

    /** How many of the messages of some seconds are judged, and what that takes of the time. */
    private record Outcome(double judged, double share) {}

    private Outcome run(ReportBudget budget, long everyNanos, long costNanos, int seconds) {
        long start = now.get();
        long judged = 0;
        long messages = 0;
        for (long at = start; at - start < seconds * SECOND; at += everyNanos) {
            now.set(Math.max(now.get(), at));
            messages++;
            if (budget.judges()) {
                judged++;
                long since = budget.begin();
                now.addAndGet(costNanos);
                budget.spent(since);
            }
        }
        return new Outcome((double) judged / messages, (double) judged * costNanos / (now.get() - start));
    }

    @ParameterizedTest
    @CsvSource({"0.05, 100000, 2000", "0.05, 1000000, 49000", "0.5, 10000, 4000", "1, 10000, 9999"})
    void allAreJudgedWhileThatFits(double share, long every, long cost) {
        assertThat(run(new ReportBudget(1, share, now::get, random::nextDouble), every, cost, 20).judged)
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0.05, 10000, 5000", "0.05, 1000000, 900000", "0.01, 20000, 2000", "0.2, 10000, 9000"})
    void beyondThatAsManyAsFit(double share, long every, long cost) {
        ReportBudget budget = new ReportBudget(1, share, now::get, random::nextDouble);
        // at first, what was saved is spent
        run(budget, every, cost, 10);

        assertThat(run(budget, every, cost, 20).share).isCloseTo(share, within(share / 5));
    }

    @Test
    void oneThatTakesLongIsPaidForByThoseThatFollow() {
        ReportBudget budget = new ReportBudget(1, 0.05, now::get, random::nextDouble);
        budget.add(SECOND);
        assertThat(budget.judges()).isFalse();

        now.addAndGet(2 * SECOND);
        assertThat(budget.judges()).isFalse();

        // e^-3 of a second is 50 ms
        now.addAndGet(SECOND + SECOND / 100);
        assertThat(budget.judges()).isTrue();
    }

    @Test
    void noBudgetJudgesNothing() {
        assertThat(run(new ReportBudget(1, 0, now::get, random::nextDouble), 1_000_000, 1, 5).judged)
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"0", "0.1", "0.5", "1"})
    void aSampleIsDrawnAtRandom(double sample) {
        assertThat(run(new ReportBudget(sample, 1, now::get, random::nextDouble), 10_000, 1, 1).judged)
                .isCloseTo(sample, within(0.01));
    }
}

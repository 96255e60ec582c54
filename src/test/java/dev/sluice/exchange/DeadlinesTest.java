package dev.sluice.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private final Deadlines deadlines = new Deadlines(Duration.ofNanos(100));
    private final List<Integer> expired = new ArrayList<>();

    private final class Numbered extends Deadlines.Entry {

        private final int number;

        Numbered(int number) {
            this.number = number;
        }

        @Override
        protected void expired() {
            expired.add(number);
        }
    }

    @Test
    void expiresWhatIsNotStoppedInTime() {
        deadlines.start(new Numbered(1), 0);

        deadlines.expire(99);
        assertThat(expired).isEmpty();

        deadlines.expire(100);
        assertThat(expired).containsExactly(1);
    }

    @Test
    void expiresNothingTwice() {
        deadlines.start(new Numbered(1), 0);

        deadlines.expire(100);
        deadlines.expire(1000);

        assertThat(expired).containsExactly(1);
    }

    @Test
    void startingAgainBeginsTheTimeAnew() {
        Numbered entry = new Numbered(1);
        deadlines.start(entry, 0);

        deadlines.start(entry, 50);

        deadlines.expire(149);
        assertThat(expired).isEmpty();
        deadlines.expire(150);
        assertThat(expired).containsExactly(1);
    }

    @Test
    void agreesWithAListWhateverIsStopped() {
        long seed = 20_260_101;
        Random random = new Random(seed);
        List<Numbered> entries = new ArrayList<>();
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Numbered entry = new Numbered(i);
            deadlines.start(entry, i);
            entries.add(entry);
        }

        for (Numbered entry : entries) {
            if (random.nextBoolean()) {
                entry.stop();
                entry.stop();
            } else if (entry.number + 100 <= 700) {
                expected.add(entry.number);
            }
        }
        deadlines.expire(700);

        assertThat(expired).as("seed %d", seed).isEqualTo(expected);
    }
}

package dev.sluice.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.contract.Latency;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyDrawTest {

    private static final int DRAWS = 100_000;
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private static double[] millis(String latency, long seed, long most) {
        LatencyDraw draw = LatencyDraw.of(Latency.parse(latency), most);
        Draws draws = new Draws(seed, 3);
        double[] millis = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            millis[i] = draw.nanos(draws.next(2)) / 1e6;
        }
        return millis;
    }

    @ParameterizedTest
    @CsvSource({
        "'p50=20ms,p99=200ms', 20, 200, 1",
        "'p50=20ms,p99=200ms', 20, 200, 2",
        "'p50=20ms,p99=200ms', 20, 200, -9000000000000000000",
        "'p50=1ms,p99=10s', 1, 10000, 0",
        "'p50=100ms,p99=101ms', 100, 101, 7"
    })
    void drawsAsManyShortAndLongOnesAsItSays(String latency, double p50, double p99, long seed) {
        double[] drawn = millis(latency, seed, HOUR);

        Arrays.sort(drawn);

        double spread = Math.log(p99 / p50);
        // a hundred thousand draws: the 99th percentile is known to some hundredths of a standard deviation
        assertThat(Math.log(drawn[DRAWS / 2] / p50)).isCloseTo(0, within(0.02 * spread));
        assertThat(Math.log(drawn[DRAWS * 99 / 100] / p50)).isCloseTo(spread, within(0.03 * spread));
        assertThat(drawn[0]).isNotNegative();
        // log-normal: as far below the median as above it
        assertThat(Math.log(drawn[DRAWS / 100] / p50)).isCloseTo(-spread, within(0.03 * spread));
    }

    @Test
    void drawsTheSameForTheSameSeed() {
        assertThat(millis("p50=20ms,p99=200ms", 7, HOUR)).isEqualTo(millis("p50=20ms,p99=200ms", 7, HOUR));
        assertThat(millis("p50=20ms,p99=200ms", 7, HOUR)).isNotEqualTo(millis("p50=20ms,p99=200ms", 8, HOUR));
    }

    @Test
    void theCallsOfOneOperationDoNotDependOnOthers() {
        Draws alone = new Draws(7, 2);
        Draws among = new Draws(7, 2);
        for (int i = 0; i < 100; i++) {
            among.next(1);
            assertThat(among.next(0)).isEqualTo(alone.next(0));
        }
    }

    @Test
    void cutsWhatNoCallLivesToSee() {
        long most = TimeUnit.MILLISECONDS.toNanos(150);

        double[] drawn = millis("p50=20ms,p99=200ms", 7, most);
        assertThat(drawn).contains(150);
        assertThat(Arrays.stream(drawn).max()).hasValue(150);
        assertThat(millis("1s", 7, most)).containsOnly(150);
    }

    @Test
    void aFixedOneIsAlwaysTheSame() {
        assertThat(millis("200ms", 7, HOUR)).containsOnly(200);
        assertThat(LatencyDraw.of(Latency.NONE, HOUR).nanos(1)).isZero();
    }
}

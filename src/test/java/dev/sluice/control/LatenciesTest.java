package dev.sluice.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void tellsADurationWithinSevenPercent() {
        for (double nanos = 1_100; nanos < 68e9; nanos *= 1.01) {
            double told = Latencies.millis(Latencies.bucket((long) nanos));

            assertThat(told).isCloseTo(nanos / 1e6, within(nanos / 1e6 * 0.07));
        }
    }

    @Test
    void hasARoomForEveryDuration() {
        for (long nanos : new long[] {Long.MIN_VALUE, -1, 0, 1, 1_023, 1_024, 1L << 36, Long.MAX_VALUE}) {
            assertThat(Latencies.bucket(nanos)).isBetween(0, Latencies.BUCKETS - 1);
        }
    }

    @Test
    void findsPercentilesAsSortingWould() {
        long seed = 20261123;
        Random random = new Random(seed);
        for (int size : new int[] {1, 2, 3, 100, 5_000}) {
            long[] nanos = random.longs(size, 2_000, 3_000_000_000L).sorted().toArray();
            long[] counts = new long[3 + Latencies.BUCKETS];
            Arrays.stream(nanos).forEach(one -> counts[3 + Latencies.bucket(one)]++);
            for (double part : new double[] {0.5, 0.9, 0.99, 1}) {
                double expected = nanos[Math.max(0, (int) Math.ceil(size * part) - 1)] / 1e6;

                assertThat(Latencies.percentile(counts, 3, size, part))
                        .as("seed %d, %d durations, part %s", seed, size, part)
                        .isCloseTo(expected, within(expected * 0.07));
            }
        }
    }

    @Test
    void countsByClassAndDuration() {
        LoopTraffic traffic = new LoopTraffic();
        for (int status : new int[] {200, 204, 404, 503, 0, 999, -1}) {
            traffic.add(status, 5_000_000);
        }
        long[] sum = new long[LoopTraffic.SIZE];
        traffic.addTo(sum);

        assertThat(Arrays.copyOf(sum, LoopTraffic.CLASSES)).containsExactly(3, 0, 2, 0, 1, 1);
        assertThat(sum[LoopTraffic.CLASSES + Latencies.bucket(5_000_000)]).isEqualTo(7);
    }
}

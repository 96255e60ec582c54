package dev.sluice.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolTest {

    private static final int PICKS = 60_000;

    private static Target target(int port) {
        return new Target(
                new TargetSettings(URI.create("http://backend:" + port), 1),
                SocketAddress.inetSocketAddress(port, "127.0.0.1"),
                5,
                failing -> {});
    }

    private static Target[] targets(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(PoolTest::target).toArray(Target[]::new);
    }

    private static int index(Target[] targets, @Nullable Target picked) {
        return IntStream.range(0, targets.length)
                .filter(i -> targets[i] == picked)
                .findFirst()
                .orElseThrow();
    }

    private static int[] picks(Pool pool, Target[] targets, Random random) {
        int[] picks = new int[targets.length];
        for (int i = 0; i < PICKS; i++) {
            picks[index(targets, pool.pick(Set.of(), random))]++;
        }
        return picks;
    }

    /** As Pearson has it: how far counts are from what weights say. */
    private static double chiSquare(int[] counts, long[] weights) {
        double total =
                IntStream.range(0, weights.length).mapToLong(i -> weights[i]).sum();
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            double expected = PICKS * weights[i] / total;
            sum += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        return sum;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void idleTargetsAreTakenByTheirWeight(long seed) {
        Random random = new Random(seed);
        Target[] targets = targets(5);
        long[] weights = {1, 2, 3, 10, 1};

        int[] picks = picks(new Pool(targets, weights), targets, random);

        // 4 degrees of freedom: above 23.5 once in ten thousand runs, and seeds are fixed
        assertThat(chiSquare(picks, weights)).isLessThan(23.5);
    }

    @Test
    void takesTheLessBusyOneOfTwo() {
        Target[] targets = targets(2);
        targets[0].began();

        int[] picks = picks(new Pool(targets, new long[] {1, 1}), targets, new Random(1));

        assertThat(picks).containsExactly(0, PICKS);
    }

    @Test
    void aHeavierTargetMayHaveMoreUnderWay() {
        Target[] targets = targets(2);
        for (int i = 0; i < 3; i++) {
            targets[0].began();
        }
        targets[1].began();

        int[] heavy = picks(new Pool(targets, new long[] {4, 1}), targets, new Random(1));
        int[] heavier = picks(new Pool(targets, new long[] {2, 1}), targets, new Random(1));

        assertThat(heavy).as("3 for 4 against 1 for 1").containsExactly(PICKS, 0);
        assertThat(heavier).as("3 for 2 against 1 for 1").containsExactly(0, PICKS);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aSlowTargetGetsLess(long seed) {
        Random random = new Random(seed);
        Target[] targets = targets(4);
        Pool pool = new Pool(targets, new long[] {1, 1, 1, 1});
        int[] picks = new int[4];
        int[] left = new int[4];

        for (int i = 0; i < PICKS; i++) {
            int picked = index(targets, pool.pick(Set.of(), random));
            picks[picked]++;
            targets[picked].began();
            left[picked]++;
            // the first one ends a request in a tenth of the time of the others
            int ended = random.nextInt(4);
            if (left[ended] > 0 && (ended > 0 || random.nextInt(10) == 0)) {
                targets[ended].ended(Outcome.OK);
                left[ended]--;
            }
        }

        assertThat(picks[0]).isLessThan(PICKS / 8);
    }

    @Test
    void prefersThoseThatWereNotTried() {
        Target[] targets = targets(3);
        Pool pool = new Pool(targets, new long[] {100, 1, 1});

        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            Set<Target> tried = new HashSet<>();
            for (int i = 0; i < 3; i++) {
                tried.add(pool.pick(tried, random));
            }
            assertThat(tried).as("seed %s", seed).containsExactlyInAnyOrder(targets);
            assertThat(pool.pick(tried, random)).isIn((Object[]) targets);
        }
    }

    @Test
    void theOnlyOneIsTakenAgain() {
        Target[] targets = targets(1);

        assertThat(new Pool(targets, new long[] {1}).pick(Set.of(targets), new Random(1)))
                .isSameAs(targets[0]);
    }

    @Test
    void thereMayBeNone() {
        assertThat(Pool.EMPTY.pick(Set.of(), new Random(1))).isNull();
        assertThat(Pool.EMPTY.pick(Set.of(target(1)), new Random(1))).isNull();
    }
}

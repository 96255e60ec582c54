package dev.sluice.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.proxy.upstream.TargetView.State;
import dev.sluice.support.LoggedLines;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {

    private static final Duration TIME = Duration.ofSeconds(10);

    private final AtomicLong nanos = new AtomicLong(-12_345);

    private static List<InetAddress> addresses(String... texts) {
        return Arrays.stream(texts).map(TargetsTest::address).toList();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(text));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** One name with so many addresses: 10.0.0.1 and on. */
    private Targets targets(int count, int failures, int maxPercent) {
        Targets targets = new Targets(
                "upstream",
                UpstreamSettings.of("http://backend:80").withEjection(new EjectionSettings(failures, TIME, maxPercent)),
                nanos::get);
        targets.resolved(
                0,
                IntStream.rangeClosed(1, count)
                        .mapToObj(i -> address("10.0.0." + i))
                        .toList());
        return targets;
    }

    private static void fail(Target target, int times) {
        for (int i = 0; i < times; i++) {
            target.began();
            target.ended(i % 2 == 0 ? Outcome.FAILED : Outcome.CONNECT_FAILED);
        }
    }

    private static List<State> states(Targets targets) {
        return targets.view().stream().map(TargetView::state).toList();
    }

    private static Set<Target> picked(Targets targets) {
        Set<Target> picked = new HashSet<>();
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            Target target = targets.pool().pick(Set.of(), random);
            if (target != null) {
                picked.add(target);
            }
        }
        return picked;
    }

    @Test
    void leavesOutATargetThatFailsInARow() {
        Targets targets = targets(3, 5, 50);
        Target bad = targets.all().get(1);

        fail(bad, 4);
        Set<Target> before = picked(targets);
        fail(bad, 1);

        assertThat(before).contains(bad);
        assertThat(picked(targets)).hasSize(2).doesNotContain(bad);
        assertThat(targets.view().get(1))
                .isEqualTo(new TargetView("http://backend:80", bad.toString(), State.EJECTED, 0, 5, 5, 1, TIME));
    }

    @Test
    void tellsTheLogWhyOneIsLeftOut() {
        try (LoggedLines log = new LoggedLines(Targets.class.getName())) {
            Targets targets = targets(2, 2, 50);
            Target bad = targets.all().get(0);
            bad.began();
            bad.ended(Outcome.FAILED, "status 503");
            bad.began();
            bad.ended(Outcome.CONNECT_FAILED, "connection_refused");

            assertThat(log.lines())
                    .anyMatch(line -> line.contains(
                            bad + " failed 2 times in a row, at last with connection_refused: left out for "));
        }
    }

    @Test
    void anAnswerInBetweenEndsTheRow() {
        Targets targets = targets(2, 2, 50);
        Target target = targets.all().get(0);

        for (int i = 0; i < 10; i++) {
            fail(target, 1);
            target.began();
            target.ended(Outcome.OK);
        }

        assertThat(states(targets)).containsOnly(State.UP);
    }

    @Test
    void aClientThatLeavesSaysNothing() {
        Targets targets = targets(2, 2, 50);
        Target target = targets.all().get(0);

        fail(target, 1);
        for (int i = 0; i < 10; i++) {
            target.began();
            target.ended(Outcome.LEFT);
        }
        State before = states(targets).get(0);
        fail(target, 1);

        assertThat(before).isEqualTo(State.UP);
        assertThat(states(targets).get(0)).isEqualTo(State.EJECTED);
    }

    @Test
    void itIsBackAfterItsTime() {
        Targets targets = targets(2, 1, 50);
        Target target = targets.all().get(0);
        fail(target, 1);

        nanos.addAndGet(TIME.toNanos() - 1);
        Set<Target> early = picked(targets);
        nanos.addAndGet(1);

        assertThat(early).doesNotContain(target);
        assertThat(picked(targets)).contains(target);
        assertThat(states(targets)).containsOnly(State.UP);
    }

    @Test
    void theTimeGrowsWithRepetitionAndShrinksWithPeace() {
        Targets targets = targets(2, 1, 50);
        Target target = targets.all().get(0);

        List<Long> seconds = IntStream.range(0, 12)
                .mapToObj(i -> {
                    fail(target, 1);
                    long length = targets.view().get(0).backIn().toSeconds();
                    nanos.addAndGet(Duration.ofSeconds(length).toNanos());
                    targets.pool();
                    return length;
                })
                .toList();
        nanos.addAndGet(Duration.ofSeconds(100).toNanos() + 1);
        fail(target, 1);

        assertThat(seconds).containsExactly(10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L, 90L, 100L, 100L, 100L);
        assertThat(targets.view().get(0).backIn()).isEqualTo(TIME);
    }

    @ParameterizedTest
    @CsvSource({"1, 100, 0", "2, 50, 1", "2, 1, 1", "2, 0, 0", "3, 50, 1", "4, 50, 2", "10, 30, 3", "3, 100, 3"})
    void notMoreThanAShareAreLeftOut(int count, int maxPercent, int out) {
        Targets targets = targets(count, 3, maxPercent);

        for (int round = 0; round < 3; round++) {
            targets.all().forEach(target -> fail(target, 3));
        }

        assertThat(states(targets).stream().filter(State.EJECTED::equals).count())
                .isEqualTo(out);
    }

    @Test
    void whenAllAreOutAllAreUsed() {
        Targets targets = targets(3, 1, 100);

        targets.all().forEach(target -> fail(target, 1));

        assertThat(states(targets)).containsOnly(State.EJECTED);
        assertThat(targets.panics()).isTrue();
        assertThat(picked(targets)).hasSize(3);
        nanos.addAndGet(TIME.toNanos());
        assertThat(picked(targets)).hasSize(3);
        assertThat(targets.panics()).isFalse();
    }

    @Test
    void healthChecksLeaveOutWithoutABound() {
        Targets targets = targets(3, 5, 0);
        List<Target> all = targets.all();

        targets.well(all.get(0), false);
        targets.well(all.get(1), false);
        Set<Target> two = picked(targets);
        targets.well(all.get(2), false);
        Set<Target> none = picked(targets);
        boolean panic = targets.panics();
        targets.well(all.get(1), true);

        assertThat(two).containsExactly(all.get(2));
        assertThat(none).containsExactlyInAnyOrderElementsOf(all);
        assertThat(panic).isTrue();
        assertThat(picked(targets)).containsExactly(all.get(1));
        assertThat(states(targets)).containsExactly(State.UNHEALTHY, State.UP, State.UNHEALTHY);
    }

    @Test
    void addressesComeAndGoAndThoseThatStayAreTheSame() {
        Targets targets = targets(2, 5, 50);
        List<Target> before = targets.all();
        before.get(0).began();

        targets.resolved(0, addresses("10.0.0.3", "10.0.0.2", "10.0.0.3"));

        assertThat(targets.all()).hasSize(2).contains(before.get(1)).doesNotContain(before.get(0));
        assertThat(picked(targets)).containsExactlyInAnyOrderElementsOf(targets.all());
        assertThat(states(targets)).containsExactly(State.UP, State.UP, State.LEAVING);
        before.get(0).ended(Outcome.OK);
        assertThat(states(targets)).containsExactly(State.UP, State.UP);
    }

    @Test
    void anAddressThatComesBackWhileItEndsWhatItHasIsTheSame() {
        Targets targets = targets(2, 5, 50);
        Target target = targets.all().get(0);
        target.began();

        targets.resolved(0, addresses("10.0.0.2"));
        targets.resolved(0, addresses("10.0.0.1", "10.0.0.2"));

        assertThat(targets.all()).contains(target);
        assertThat(states(targets)).containsExactly(State.UP, State.UP);
    }

    @Test
    void aTargetThatIsGoneIsNotLeftOutAgain() {
        Targets targets = targets(3, 1, 50);
        Target gone = targets.all().get(0);
        targets.resolved(0, addresses("10.0.0.2", "10.0.0.3"));

        fail(gone, 5);

        assertThat(states(targets)).containsExactly(State.UP, State.UP);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void addressesOfANameShareItsWeight(long seed) {
        Targets targets = new Targets(
                "upstream",
                UpstreamSettings.of(List.of(
                        new TargetSettings(URI.create("http://many"), 1),
                        new TargetSettings(URI.create("http://one"), 1))),
                nanos::get);
        targets.resolved(0, addresses("10.0.0.1", "10.0.0.2", "10.0.0.3"));
        targets.resolved(1, addresses("10.0.1.1"));
        Random random = new Random(seed);
        Target one = targets.all().get(3);

        int picks = 0;
        for (int i = 0; i < 40_000; i++) {
            picks += targets.pool().pick(Set.of(), random) == one ? 1 : 0;
        }

        // six standard deviations
        assertThat(picks).isBetween(20_000 - 600, 20_000 + 600);
    }

    @Test
    void whatHasNoAddressYetHasNoTarget() {
        Targets targets = new Targets("upstream", UpstreamSettings.of("http://backend"), nanos::get);

        assertThat(targets.pool().size()).isZero();
        assertThat(targets.panics()).isFalse();
        assertThat(targets.unresolved()).containsExactly("http://backend");
    }

    /** Whatever happens to targets: one is picked whenever there is one, and requests under way are counted right. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void staysUsableWhateverHappens(long seed) {
        Random random = new Random(seed);
        Targets targets = targets(4, 1 + random.nextInt(4), random.nextInt(101));
        List<Target> underWay = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            switch (random.nextInt(8)) {
                case 0 -> nanos.addAndGet(random.nextInt(2_000) * 1_000_000L);
                case 1 ->
                    targets.resolved(
                            0,
                            IntStream.rangeClosed(1, 6)
                                    .filter(n -> n == 6 || random.nextBoolean())
                                    .mapToObj(n -> address("10.0.0." + n))
                                    .toList());
                case 2 ->
                    targets.well(targets.all().get(random.nextInt(targets.all().size())), random.nextInt(3) > 0);
                case 3, 4, 5 -> {
                    Target target = Objects.requireNonNull(targets.pool().pick(Set.of(), random));
                    assertThat(target).isIn(targets.all());
                    target.began();
                    underWay.add(target);
                }
                default -> {
                    if (!underWay.isEmpty()) {
                        Outcome[] outcomes = Outcome.values();
                        underWay.remove(random.nextInt(underWay.size())).ended(outcomes[random.nextInt(4)]);
                    }
                }
            }
        }
        long counted = targets.view().stream().mapToLong(TargetView::inFlight).sum();
        assertThat(counted).isEqualTo(underWay.size());

        underWay.forEach(target -> target.ended(Outcome.OK));

        assertThat(targets.view()).hasSize(targets.all().size()).allMatch(view -> view.inFlight() == 0);
    }
}

package dev.sluice.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitsTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    /** A tick is somewhat longer than a millisecond. */
    private static final long TICK = 1L << 20;

    private final ManualAlarm alarm = new ManualAlarm();
    private final Waits waits = new Waits(() -> alarm.now, alarm);
    private final List<String> due = new ArrayList<>();

    /** Time that passes only when it is told to. */
    private static final class ManualAlarm implements Waits.Alarm {

        private long now = -1_000_000_007L;
        private long at;
        private @Nullable Runnable then;
        private int set;

        @Override
        public void set(long nanos, Runnable next) {
            at = now + nanos;
            then = next;
            set++;
        }

        void advance(long nanos) {
            long end = now + nanos;
            for (Runnable next = then; next != null && at <= end; next = then) {
                now = Math.max(now, at);
                then = null;
                next.run();
            }
            now = end;
        }
    }

    private final class Named extends Waits.Entry {

        private final String name;
        private Runnable then = () -> {};

        Named(String name) {
            this.name = name;
        }

        @Override
        protected void due() {
            due.add(name);
            then.run();
        }
    }

    private Named start(String name, long delay) {
        Named entry = new Named(name);
        waits.start(entry, alarm.now + delay);
        return entry;
    }

    @Test
    void comesDueNeitherEarlyNorMuchLater() {
        start("a", 200 * MILLI);

        alarm.advance(200 * MILLI - 1);
        assertThat(due).isEmpty();
        alarm.advance(TICK + 1);

        assertThat(due).containsExactly("a");
        assertThat(waits.size()).isZero();
    }

    @Test
    void oneTimerServesAll() {
        for (int i = 0; i < 10_000; i++) {
            start("x", 200 * MILLI);
        }

        assertThat(alarm.set).isEqualTo(1);
        alarm.advance(202 * MILLI);
        assertThat(due).hasSize(10_000);
        assertThat(alarm.set).isEqualTo(1);
    }

    @Test
    void aShorterOneDoesNotWaitForALongerOne() {
        start("long", 5_000 * MILLI);
        start("short", 3 * MILLI);
        start("past", -5 * MILLI);

        alarm.advance(2 * MILLI);
        assertThat(due).containsExactly("past");
        alarm.advance(3 * MILLI);
        assertThat(due).containsExactly("past", "short");
        alarm.advance(5_000 * MILLI);
        assertThat(due).containsExactly("past", "short", "long");
    }

    @Test
    void whatIsStoppedDoesNotComeDue() {
        Named stopped = start("stopped", 10 * MILLI);
        start("b", 10 * MILLI);

        stopped.stop();
        stopped.stop();
        alarm.advance(20 * MILLI);

        assertThat(due).containsExactly("b");
    }

    @Test
    void whatComesDueMayStopAndStartOthers() {
        Named one = start("one", 10 * MILLI);
        Named victim = start("victim", 10 * MILLI);
        Named again = start("again", 10 * MILLI);
        one.then = victim::stop;
        again.then = () -> {
            if (due.size() < 4) {
                waits.start(again, alarm.now);
            }
        };

        alarm.advance(20 * MILLI);

        assertThat(due).containsExactly("one", "again", "again", "again");
        assertThat(waits.size()).isZero();
    }

    @Test
    void oneThatFailsHoldsUpNobody() {
        start("bad", 10 * MILLI).then = () -> {
            throw new IllegalStateException("planted");
        };
        start("good", 10 * MILLI);
        start("later", 30 * MILLI);

        assertThatThrownBy(() -> alarm.advance(20 * MILLI)).hasMessage("planted");
        alarm.advance(40 * MILLI);

        assertThat(due).containsExactly("bad", "good", "later");
    }

    /** Against a plain list: whatever is started, stopped and waited for. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void doesWhatAListWouldDo(long seed) {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        record Expected(String name, long at) {}
        List<Expected> expected = new ArrayList<>();
        List<Named> entries = new ArrayList<>();
        long longest = seed % 2 == 0 ? 3_000 : 100;
        for (int i = 0; i < 20_000; i++) {
            int what = random.nextInt(10);
            if (what < 6) {
                long delay = (long) (random.nextDouble() * random.nextDouble() * longest * MILLI);
                expected.add(new Expected("" + i, alarm.now + delay));
                entries.add(start("" + i, delay));
            } else if (what < 8 && !entries.isEmpty()) {
                Named victim = entries.remove(random.nextInt(entries.size()));
                victim.stop();
                expected.removeIf(one -> one.name.equals(victim.name));
            } else {
                alarm.advance(random.nextInt(random.nextInt(50) == 0 ? 4_000_000 : 20_000) * 1_000L);
                List<String> early = expected.stream()
                        .filter(one -> one.at > alarm.now)
                        .map(Expected::name)
                        .filter(due::contains)
                        .toList();
                List<String> missed = expected.stream()
                        .filter(one -> one.at <= alarm.now - TICK)
                        .sorted(Comparator.comparing(Expected::at))
                        .map(Expected::name)
                        .filter(name -> !due.contains(name))
                        .toList();
                assertThat(early).isEmpty();
                assertThat(missed).isEmpty();
                assertThat(due).doesNotHaveDuplicates();
                expected.removeIf(one -> due.contains(one.name));
                entries.removeIf(one -> due.contains(one.name));
                due.clear();
                assertThat(waits.size()).isEqualTo(expected.size());
            }
        }
    }
}

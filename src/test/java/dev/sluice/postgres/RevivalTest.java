package dev.sluice.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Eventually;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RevivalTest {

    /** A server that can be told to fail to start. */
    private static final class Sickly implements Revival.Server {

        private final AtomicBoolean runs = new AtomicBoolean(true);
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger starts = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();

        @Override
        public boolean runs() {
            asked.incrementAndGet();
            return runs.get();
        }

        @Override
        public void start() {
            starts.incrementAndGet();
            if (failures.getAndDecrement() > 0) {
                throw new StoreException("not yet");
            }
            runs.set(true);
        }
    }

    @Test
    void leavesARunningServerAlone() {
        Sickly server = new Sickly();
        try (Revival revival = Revival.of(server)) {
            Eventually.holds(() -> server.asked.get() >= 3);

            assertThat(revival).isNotNull();
            assertThat(server.starts).hasValue(0);
        }
    }

    @Test
    void triesUntilTheServerRuns() {
        Sickly server = new Sickly();
        server.failures.set(2);
        try (Revival revival = Revival.of(server)) {
            assertThat(revival).isNotNull();
            server.runs.set(false);

            Eventually.holds(server.runs::get);

            assertThat(server.starts).hasValue(3);
        }
    }

    @Test
    void waitsForAStartThatIsUnderWayAndThenStartsNothing() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        Revival revival = Revival.of(new Revival.Server() {
            @Override
            public boolean runs() {
                return false;
            }

            @Override
            public void start() {
                begun.countDown();
                try {
                    assertThat(mayEnd.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                ended.incrementAndGet();
            }
        });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        Thread closing = new Thread(revival::close);
        closing.start();
        Eventually.holds(() -> closing.getState() == Thread.State.WAITING);
        assertThat(ended).hasValue(0);

        mayEnd.countDown();
        closing.join(30_000);

        assertThat(closing.isAlive()).isFalse();
        assertThat(ended).hasValue(1);
    }
}

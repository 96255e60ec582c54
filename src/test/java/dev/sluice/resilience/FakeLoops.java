package dev.sluice.resilience;

import dev.sluice.exchange.Deadlines;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** Event loops, one for each thread, that run and expire what they have when a test says so. */
final class FakeLoops implements Loops {

    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final class Loop {

        private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        private final Deadlines deadlines = new Deadlines(PATIENCE);
        private long now;
    }

    private final ThreadLocal<Loop> loop = ThreadLocal.withInitial(Loop::new);

    @Override
    public Executor here() {
        return loop.get().tasks::add;
    }

    @Override
    public void start(Deadlines.Entry entry) {
        Loop here = loop.get();
        here.deadlines.start(entry, here.now);
    }

    /** Whatever was given to the loop of this thread. */
    int run() {
        int tasks = 0;
        for (Runnable task = loop.get().tasks.poll();
                task != null;
                task = loop.get().tasks.poll()) {
            task.run();
            tasks++;
        }
        return tasks;
    }

    /** So much time passes on the loop of this thread. */
    void advance(Duration by) {
        Loop here = loop.get();
        here.now += by.toNanos();
        here.deadlines.expire(here.now);
    }
}

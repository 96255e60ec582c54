package dev.sluice.traffic.record;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Exchanges that wait to be written, at most so many bytes. Many may offer, one takes; nobody waits. */
final class PassageQueue {

    private final long most;
    private final Runnable wake;
    private final ConcurrentLinkedQueue<Passage> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong weight = new AtomicLong();
    private final LongAdder dropped = new LongAdder();

    /**
     * @param most bytes that wait
     * @param wake tells who takes that there is much for it
     */
    PassageQueue(long most, Runnable wake) {
        this.most = most;
        this.wake = wake;
    }

    /** Whether one more may come; where not, it is counted as dropped. */
    boolean hasRoom() {
        if (weight.get() < most) {
            return true;
        }
        dropped.increment();
        return false;
    }

    void add(Passage passage) {
        long now = weight.addAndGet(passage.weight());
        waiting.add(passage);
        if (now > most / 4 && now - passage.weight() <= most / 4) {
            wake.run();
        }
    }

    @Nullable
    Passage take() {
        Passage passage = waiting.poll();
        if (passage != null) {
            weight.addAndGet(-passage.weight());
        }
        return passage;
    }

    /** How many were given up because there was no room. */
    long dropped() {
        return dropped.sum();
    }
}

package dev.sluice.control;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many requests have ended on one event loop, by the class of their status and by how long they took. One thread
 * counts, without a lock or an atomic step; others may look at any time.
 */
final class LoopTraffic {

    /** Of statuses: by their first digit, 0 where the client left before the answer. */
    static final int CLASSES = 6;

    static final int SIZE = CLASSES + Latencies.BUCKETS;

    private final AtomicLongArray counts = new AtomicLongArray(SIZE);

    /** On the thread that it belongs to. */
    void add(int status, long nanos) {
        int digit = status / 100;
        increment(digit > 0 && digit < CLASSES ? digit : 0);
        increment(CLASSES + Latencies.bucket(nanos));
    }

    private void increment(int index) {
        counts.setOpaque(index, counts.getPlain(index) + 1);
    }

    /** Adds what was counted until now, {@link #SIZE} numbers. */
    void addTo(long[] sum) {
        for (int i = 0; i < SIZE; i++) {
            sum[i] += counts.getOpaque(i);
        }
    }
}

package dev.sluice.traffic;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Full chunks on their way to the writer, at most so many; and empty ones on their way back. Waits for nobody. */
final class ChunkQueue {

    private final int most;
    private final Runnable wake;
    private final ConcurrentLinkedQueue<LineChunk> full = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<LineChunk> empty = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger spare = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();

    /**
     * @param most chunks that wait
     * @param wake tells the writer that there is something for it
     */
    ChunkQueue(int most, Runnable wake) {
        this.most = most;
        this.wake = wake;
    }

    /** Takes a chunk over; where too many wait, its lines are dropped and counted. */
    void offer(LineChunk chunk) {
        if (waiting.incrementAndGet() > most) {
            waiting.decrementAndGet();
            drop(chunk);
        } else {
            full.add(chunk);
            wake.run();
        }
    }

    /** Gives up the lines of a chunk. */
    void drop(LineChunk chunk) {
        dropped.add(chunk.lines);
        recycle(chunk);
    }

    @Nullable
    LineChunk take() {
        LineChunk chunk = full.poll();
        if (chunk != null) {
            waiting.decrementAndGet();
        }
        return chunk;
    }

    LineChunk empty() {
        LineChunk chunk = empty.poll();
        if (chunk == null) {
            return new LineChunk();
        }
        spare.decrementAndGet();
        return chunk;
    }

    void recycle(LineChunk chunk) {
        chunk.clear();
        if (spare.incrementAndGet() > most) {
            spare.decrementAndGet();
        } else {
            empty.add(chunk);
        }
    }

    /** How many lines were given up. */
    long dropped() {
        return dropped.sum();
    }
}

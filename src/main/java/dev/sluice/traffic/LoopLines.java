package dev.sluice.traffic;

import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Problem;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one event loop. It fills a chunk that it takes out of {@link #open} and puts back: the writer takes the
 * chunk from there when it has nothing else to do, and never while a line is being written. Neither waits for the other.
 */
final class LoopLines {

    private final ChunkQueue queue;
    private final AccessLine line = new AccessLine();
    private final AtomicReference<@Nullable LineChunk> open = new AtomicReference<>();

    LoopLines(ChunkQueue queue) {
        this.queue = queue;
    }

    /** On the loop. */
    void add(Exchange exchange, int status, @Nullable Problem problem) {
        LineChunk chunk = open.getAndSet(null);
        if (chunk == null) {
            chunk = queue.empty();
        }
        long took = System.nanoTime() - exchange.startNanos();
        line.append(chunk, System.currentTimeMillis(), took, exchange, status, problem);
        if (chunk.isFull()) {
            queue.offer(chunk);
        } else {
            open.setRelease(chunk);
        }
    }

    /** What is not full yet, for the writer; null when there is nothing, or a line is just being added. */
    @Nullable
    LineChunk takeOpen() {
        return open.getAndSet(null);
    }
}

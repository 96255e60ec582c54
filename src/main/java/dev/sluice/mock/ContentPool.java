package dev.sluice.mock;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Bodies that vary, made ahead: to answer with one of them costs an index. Bounded in number and bytes. Safe for use by
 * many threads.
 */
final class ContentPool {

    /** How many different bodies there are at most. */
    static final int MOST = 64;

    /** Bytes: a pool of large bodies has fewer of them, but always one. */
    static final int MOST_BYTES = 1024 * 1024;

    /** How long a thread fills before it gives way to others, in nanoseconds. */
    private static final long PATIENCE = 20_000_000;

    private final LongFunction<Content> contents;
    private final long seed;
    private final AtomicBoolean filling = new AtomicBoolean();
    private volatile Content[] ready = new Content[0];
    private volatile boolean full;

    /** @param seed of the first; the others follow */
    ContentPool(LongFunction<Content> contents, long seed) {
        this.contents = contents;
        this.seed = seed;
    }

    /** One of them, or null where none is made yet. */
    @Nullable
    Content any() {
        Content[] all = ready;
        return all.length == 0 ? null : all[ThreadLocalRandom.current().nextInt(all.length)];
    }

    /** Whether {@link #fill} has something to do, and nobody does it: the caller does it now, or has it done. */
    boolean claim() {
        return !full && filling.compareAndSet(false, true);
    }

    /** One of them; the first is made where there is none. */
    Content first() {
        Content any = any();
        if (any == null) {
            any = contents.apply(seed + 1);
            synchronized (this) {
                if (ready.length == 0) {
                    ready = new Content[] {any};
                }
            }
        }
        return any;
    }

    /** Makes more, for a while, by whoever has {@link #claim claimed} it. Takes long: not for event loops. */
    Content fill() {
        try {
            Content any = first();
            long start = System.nanoTime();
            while (!full && System.nanoTime() - start < PATIENCE) {
                add();
            }
            return any;
        } finally {
            filling.set(false);
        }
    }

    private void add() {
        Content[] all = ready;
        long bytes = 0;
        for (Content content : all) {
            bytes += content.bytes().length();
        }
        Content next = all.length == MOST ? null : contents.apply(seed + 1 + all.length);
        if (next == null || bytes + next.bytes().length() > MOST_BYTES) {
            full = true;
            return;
        }
        Content[] more = java.util.Arrays.copyOf(all, all.length + 1);
        more[all.length] = next;
        ready = more;
    }
}

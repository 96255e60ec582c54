package dev.sluice.ratelimit.redis;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** One event loop's way to what counts. Confined to its event loop, but for what says otherwise. */
interface Link {

    /** Is told of every change. */
    @FunctionalInterface
    interface Listener {

        /** @param fault null when all is well again */
        void changed(@Nullable String fault);
    }

    /** Why what counts is away: null where it is not, empty where it is not known yet. For any thread. */
    @Nullable
    String fault();

    /** Whether the question would be put to somebody. */
    boolean takes(Question question);

    /** Puts a question, which is answered or failed within a bounded time. */
    Future<Tally> ask(Question question);

    /** Makes the first connection. */
    void open();

    /** For any thread. @return when it is done */
    Future<Void> close();
}

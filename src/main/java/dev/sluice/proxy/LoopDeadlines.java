package dev.sluice.proxy;

import dev.sluice.exchange.Deadlines;
import dev.sluice.proxy.upstream.Timeouts;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;

/** The deadlines of one event loop; one timer serves them all, and none where nothing waits. */
final class LoopDeadlines {

    private static final long TICK_MILLIS = 50;

    private final ContextInternal context;
    /** Who has not asked for a body after this gets it all the same (RFC 9110, 10.1.1). */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    final Deadlines connect;
    final Deadlines asked = new Deadlines(PATIENCE);
    final Deadlines firstByte;
    final Deadlines idle;
    final Deadlines total;
    final Deadlines keepAlive;
    final boolean totals;
    /** Written by the event loop only. */
    private volatile boolean running;

    LoopDeadlines(ContextInternal context, Timeouts timeouts, Duration keepAlive) {
        this.context = context;
        this.connect = new Deadlines(timeouts.connect());
        this.firstByte = new Deadlines(timeouts.firstByte());
        this.idle = new Deadlines(timeouts.idle());
        this.total = new Deadlines(timeouts.total());
        this.totals = !timeouts.total().isZero();
        this.keepAlive = new Deadlines(keepAlive);
    }

    void start(Deadlines deadlines, Deadlines.Entry entry, long now) {
        deadlines.start(entry, now);
        if (!running) {
            running = true;
            context.setTimer(TICK_MILLIS, this::tick);
        }
    }

    /** Whether a timer runs. For any thread. */
    boolean isRunning() {
        return running;
    }

    private void tick(Long timer) {
        long now = System.nanoTime();
        connect.expire(now);
        asked.expire(now);
        firstByte.expire(now);
        idle.expire(now);
        total.expire(now);
        keepAlive.expire(now);
        running = !(connect.isEmpty()
                && asked.isEmpty()
                && firstByte.isEmpty()
                && idle.isEmpty()
                && total.isEmpty()
                && keepAlive.isEmpty());
        if (running) {
            context.setTimer(TICK_MILLIS, this::tick);
        }
    }
}

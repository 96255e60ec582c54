package dev.sluice.traffic;

import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that writes what event loops hand over: it looks some twenty times a second, and as soon as it is woken,
 * so that nobody who hands something over waits. Any thread may wake it.
 */
public final class WriterThread {

    private static final long IDLE_NANOS = 50_000_000;

    /** For a sink that takes nothing any more. */
    private static final long PATIENCE_MILLIS = 2_000;

    private final Runnable round;
    private final Runnable last;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param round writes what there is
     * @param last the round after the end, when nothing is handed over any more; it also closes the sink
     */
    public WriterThread(String name, Runnable round, Runnable last) {
        this.round = round;
        this.last = last;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            round.run();
            LockSupport.parkNanos(this, IDLE_NANOS);
        }
        last.run();
    }

    /** Has it look at once. */
    public void wake() {
        LockSupport.unpark(thread);
    }

    public boolean isClosed() {
        return closed;
    }

    /**
     * Waits until all is written, as far as the sink takes it.
     *
     * @return whether it is: else the sink takes nothing any more
     */
    public boolean close() {
        closed = true;
        wake();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}

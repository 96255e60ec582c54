package dev.sluice.postgres;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a server that should run: starts it again when its process is gone, with growing pauses while that fails.
 * A server that is merely stopped (SIGSTOP) is left alone. Safe for any thread.
 *
 * <p>It asks, because the server is no child of this process: Java would poll for its end as well, and never see it
 * where nobody collects zombies.
 */
final class Revival implements AutoCloseable {

    /** Short enough for the callers to be served again within seconds, and next to nothing in work. */
    private static final long WATCH_MILLIS = 250;

    private static final long LONGEST_PAUSE_MILLIS = 16_000;
    private static final Logger LOG = LoggerFactory.getLogger(Revival.class);

    /** What is looked after. */
    interface Server {

        boolean runs() throws IOException;

        /** Blocks until it runs. */
        void start() throws IOException;
    }

    private final Server server;
    private final Thread thread;
    private boolean closed;

    private Revival(Server server) {
        this.server = server;
        this.thread = new Thread(this::watch, "postgres-revival");
        thread.setDaemon(true);
    }

    static Revival of(Server server) {
        Revival revival = new Revival(server);
        revival.thread.start();
        return revival;
    }

    private void watch() {
        long pause = WATCH_MILLIS;
        while (pause(pause)) {
            try {
                revive();
                pause = WATCH_MILLIS;
            } catch (IOException | RuntimeException e) {
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                LOG.error("the embedded Postgres did not come back, next try in {} ms: {}", pause, e.toString());
            }
        }
    }

    private void revive() throws IOException {
        if (!server.runs()) {
            LOG.warn("the embedded Postgres has ended, although nobody here told it to: starting it again");
            server.start();
            LOG.warn("the embedded Postgres runs again");
        }
    }

    /** @return whether to go on */
    private synchronized boolean pause(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        try {
            for (long left = millis; left > 0 && !closed; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Looks after it no more. Waits for a start that is under way, so that nobody starts it after this. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

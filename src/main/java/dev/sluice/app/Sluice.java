package dev.sluice.app;

import dev.sluice.app.settings.Settings;

/**
 * The whole server: builds every part by {@code new}, starts them in order, stops them in the opposite order. Safe for
 * use by several threads.
 */
public final class Sluice {

    private final Started started;

    Sluice(Started started) {
        this.started = started;
    }

    /**
     * Starts everything and returns once requests are answered. Blocks; when it fails, nothing is left running.
     *
     * @throws StartException when a port, a contract or the store does not let it
     */
    public static Sluice start(Settings settings) throws StartException {
        throw new StartException("TODO " + settings.listen());
    }

    /** What runs. */
    public Started started() {
        return started;
    }

    /**
     * Stops accepting, lets requests in flight end within {@code shutdown.drain}, then stops the store. Blocks until all
     * of it is done; a second call waits for the first.
     */
    public void stop() {
        throw new UnsupportedOperationException("TODO");
    }
}

package dev.sluice.cli;

/** Says when the server has to stop. */
interface StopSignal {

    /** From now on a request to stop is taken down. */
    void watch();

    /** Blocks until the first request to stop; returns at once when there was one since {@link #watch}. */
    void await() throws InterruptedException;
}

package dev.sluice.document;

import java.util.concurrent.CancellationException;

/** Ends work that nobody waits for any more: a thread that compiles a contract is interrupted when it takes too long. */
public final class Interrupted {

    private Interrupted() {}

    /** Cheap enough for each step of what is long. @throws CancellationException when this thread is interrupted */
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }
}

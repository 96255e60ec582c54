package dev.sluice.app;

import dev.sluice.document.Fault;
import java.time.Duration;
import java.util.List;

/** Is told of contracts that were read again because their files had changed. Called by one thread, which may wait. */
public interface ReloadListener {

    /**
     * Requests find the new one from now on.
     *
     * @param file as the user named it
     * @param operations how many
     * @param warnings what was tolerated
     */
    void replaced(String file, int operations, List<Fault> warnings, Duration took);

    /** The contract of before goes on. */
    void kept(ReloadFailure failure);
}

package dev.sluice.app;

import dev.sluice.document.Fault;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a contract was not replaced.
 *
 * @param file as the user named it
 * @param faults at least one
 * @param warnings what would have been tolerated
 * @param bug of ours, or null
 */
public record ReloadFailure(
        String file,
        Kind kind,
        List<Fault> faults,
        List<Fault> warnings,
        Duration took,
        @Nullable Throwable bug) {

    /** Whose fault it is. */
    public enum Kind {
        /** The document's. */
        FAULTS,
        /** A file is not there, or may not be read. */
        UNREADABLE,
        /** Ours. */
        BUG
    }
}

package dev.sluice.cli.check;

import dev.sluice.document.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document and what was found in it.
 *
 * @param operations of the contract; 0 when the document is none
 * @param errors why the document is no contract; what an unreadable file or a failed check has to say stands here, too
 * @param failure of the check itself, or null
 */
public record CheckedDocument(
        String file,
        Outcome outcome,
        int operations,
        long millis,
        List<Fault> errors,
        List<Fault> warnings,
        @Nullable Throwable failure) {

    boolean ok() {
        return outcome == Outcome.OK;
    }
}

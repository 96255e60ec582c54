package dev.sluice.control;

import dev.sluice.document.Place;
import dev.sluice.judge.MessageJudge;
import org.jspecify.annotations.Nullable;

/**
 * A version of a contract, ready to judge by; or those that are served. Safe for any thread.
 *
 * @param name in the registry; null for those that are served
 * @param lines null where nobody knows where keywords stand
 */
record JudgedContract(
        @Nullable String name,
        @Nullable Integer version,
        MessageJudge judge,
        @Nullable SchemaLines lines) {

    @Nullable
    Place place(String schemaPointer) {
        return lines == null ? null : lines.of(schemaPointer);
    }
}

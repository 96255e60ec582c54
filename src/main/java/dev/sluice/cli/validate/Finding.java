package dev.sluice.cli.validate;

import dev.sluice.cli.report.Excerpt;
import dev.sluice.document.Place;
import org.jspecify.annotations.Nullable;

/**
 * Equal findings.
 *
 * @param count of messages
 * @param first of them
 * @param message a part of that; null where nothing can be shown
 * @param contract where what is broken is written down, or null
 * @param demand what is written there, or null
 */
record Finding(
        FindingKey key,
        boolean error,
        long count,
        MessagePlace first,
        @Nullable Excerpt message,
        @Nullable Place contract,
        @Nullable Excerpt demand) {

    String level() {
        return error ? "error" : "warning";
    }

    /** {@code request body /name: expected a string}. */
    String text() {
        String side = key.kind() == Kind.REQUEST || key.kind() == Kind.RESPONSE ? key.kind() + " " : "";
        String where = side + key.where();
        return (where.isBlank() ? "" : where.strip() + ": ") + key.message();
    }
}

package dev.sluice.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All that a schema asks of a string, in one row: most parameters are strings. Immutable. */
final class TextJudge {

    private static final TextJudge UNKNOWN = new TextJudge(new TextCheck[0], false);

    private final TextCheck[] checks;
    private final boolean known;

    private final boolean verbatim;

    private TextJudge(TextCheck[] checks, boolean known) {
        this.checks = checks;
        this.known = known;
        this.verbatim = known && Arrays.stream(checks).anyMatch(TextCheck::isVerbatim);
    }

    static TextJudge of(Subschema schema) {
        List<TextCheck> checks = new ArrayList<>();
        return schema.read(checks) ? new TextJudge(checks.toArray(TextCheck[]::new), true) : UNKNOWN;
    }

    /** Whether it can answer at all; else the schema must be asked. */
    boolean isKnown() {
        return known;
    }

    /** Whether a text is accepted, and has nothing that a request could have encoded. */
    boolean acceptsVerbatim(String text) {
        return verbatim && accepts(text);
    }

    boolean accepts(String text) {
        for (TextCheck check : checks) {
            if (!check.accepts(text)) {
                return false;
            }
        }
        return true;
    }
}

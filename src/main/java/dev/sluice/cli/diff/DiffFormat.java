package dev.sluice.cli.diff;

import java.util.Locale;

/** The forms of a report. */
public enum DiffFormat {
    /** For people. */
    TEXT,
    /** One object. */
    JSON,
    /** A test case for each change. */
    JUNIT,
    /** Static Analysis Results Interchange Format 2.1.0. */
    SARIF,
    /** For a comment on a pull request. */
    MARKDOWN;

    public DiffReport report() {
        return switch (this) {
            case TEXT -> new TextDiff();
            case JSON -> new JsonDiff();
            case JUNIT -> new JunitDiff();
            case SARIF -> new SarifDiff();
            case MARKDOWN -> new MarkdownDiff();
        };
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

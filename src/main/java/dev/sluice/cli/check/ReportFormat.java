package dev.sluice.cli.check;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** The forms of a report. */
public enum ReportFormat {
    /** For people. */
    TEXT,
    /** One object per document and line. */
    JSON,
    /** Static Analysis Results Interchange Format 2.1.0. */
    SARIF;

    /**
     * @param coloured whether a text may hold the terminal's escape sequences
     * @param version of this program
     */
    public Report to(Writer out, boolean coloured, String version) throws IOException {
        return switch (this) {
            case TEXT -> new TextReport(out, coloured);
            case JSON -> new JsonReport(out);
            case SARIF -> new SarifReport(out, version);
        };
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.sluice.cli.coverage;

import dev.sluice.coverage.CoverageJson;
import dev.sluice.coverage.CoveragePage;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** The forms of a report on coverage. */
public enum CoverageFormat {
    /** For people, on a terminal. */
    TEXT,
    /** All that is counted. */
    JSON,
    /** A page that needs nothing else. */
    HTML,
    /** A case for each operation, and one for the gate, as CI servers take it. */
    JUNIT;

    /**
     * Writes a report, and leaves open what it is written to.
     *
     * @param coloured whether a text may hold the terminal's escape sequences
     */
    public void write(Replayed result, Writer out, boolean coloured) throws IOException {
        switch (this) {
            case TEXT -> new CoverageText(out, coloured).write(result);
            case JSON ->
                out.append(CoverageJson.of(result.report()).encodePrettily()).append('\n');
            case HTML -> out.write(CoveragePage.of(result.report()));
            case JUNIT -> CoverageJUnit.write(result, out);
        }
        out.flush();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.sluice.cli.validate;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** The forms of a report on traffic. */
public enum TrafficFormat {
    /** For people. */
    TEXT,
    /** An object per kind of finding and line, and one that sums up. */
    JSON,
    /** A suite for each operation, as CI servers take it. */
    JUNIT,
    /** Static Analysis Results Interchange Format 2.1.0. */
    SARIF;

    /**
     * Writes a report, and leaves open what it is written to.
     *
     * @param coloured whether a text may hold the terminal's escape sequences
     * @param version of this program
     */
    public void write(TrafficResult result, Writer out, boolean coloured, String version) throws IOException {
        switch (this) {
            case TEXT -> new TrafficText(out, coloured).write(result);
            case JSON -> TrafficJson.write(result, out);
            case JUNIT -> new TrafficJUnit(out).write(result);
            case SARIF -> TrafficSarif.write(result, out, version);
        }
        out.flush();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

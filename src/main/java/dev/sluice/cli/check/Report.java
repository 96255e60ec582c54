package dev.sluice.cli.check;

import java.io.IOException;

/** Tells what was found, document by document, and keeps none of them. */
public interface Report {

    /** @param source that the document was read from */
    void add(Source source, CheckedDocument document) throws IOException;

    /** The last call. Flushes, but does not close what is written to. */
    void end(Totals totals) throws IOException;
}

package dev.sluice.cli.diff;

import java.io.IOException;
import java.io.Writer;

/** Writes down what was found. */
public interface DiffReport {

    void write(Compared compared, Writer out) throws IOException;
}

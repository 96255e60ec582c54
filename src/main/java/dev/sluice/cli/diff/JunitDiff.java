package dev.sluice.cli.diff;

import dev.sluice.diff.Change;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** A test case for each change, failed where the command fails; a passed one where nothing is different. */
final class JunitDiff implements DiffReport {

    private static final int LISTED = 3;

    @Override
    public void write(Compared compared, Writer out) throws IOException {
        List<Change> changes = compared.changes();
        long failures = changes.stream().filter(compared::fails).count();
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.write("<testsuite name=\"" + escape("sluice diff " + compared.old() + " " + compared.young())
                + "\" tests=\"" + Math.max(1, changes.size()) + "\" failures=\"" + failures
                + "\" errors=\"0\" skipped=\"0\">\n");
        if (changes.isEmpty()) {
            out.write("  <testcase classname=\"the contract\" name=\"no change\"/>\n");
        }
        for (Change change : changes) {
            String name = change.code() + (change.where().isEmpty() ? "" : ": " + change.where());
            out.write("  <testcase classname=\"" + escape(Compared.operations(change, LISTED)) + "\" name=\""
                    + escape(name) + "\">\n");
            String text = escape(
                    change.message() + "\n" + Compared.places(change) + "\n" + String.join("\n", change.operations()));
            out.write(
                    compared.fails(change)
                            ? "    <failure type=\"" + change.effect() + "\" message=\"" + escape(change.message())
                                    + "\">" + text + "</failure>\n"
                            : "    <system-out>" + escape(change.effect() + ": ") + text + "</system-out>\n");
            out.write("  </testcase>\n");
        }
        out.write("</testsuite>\n");
        out.flush();
    }

    /** ASCII only: the encoding of standard output is not ours to choose. What XML cannot hold is left out. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean known =
                    c == '\n' || c == '\t' || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) || c > 0xFFFF;
            if (known && (c == '<' || c == '>' || c == '&' || c == '"' || c > '~')) {
                escaped.append("&#").append(c).append(';');
            } else if (known) {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}

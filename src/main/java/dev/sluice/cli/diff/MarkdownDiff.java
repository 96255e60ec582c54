package dev.sluice.cli.diff;

import dev.sluice.cli.report.Printable;
import dev.sluice.diff.Change;
import dev.sluice.diff.Effect;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** A table for each effect. */
final class MarkdownDiff implements DiffReport {

    private static final int LISTED = 3;

    @Override
    public void write(Compared compared, Writer out) throws IOException {
        out.write("### " + escape(compared.old()) + " → " + escape(compared.young()) + "\n\n");
        out.write((compared.changes().isEmpty() && compared.ignored() == 0 ? "No change." : compared.summary()) + "\n");
        for (Effect effect : Effect.values()) {
            List<Change> changes = compared.changes().stream()
                    .filter(change -> change.effect() == effect)
                    .toList();
            if (!changes.isEmpty()) {
                out.write("\n#### " + changes.size() + " " + effect + "\n\n");
                out.write("| operation | code | where | what | place |\n| --- | --- | --- | --- | --- |\n");
                for (Change change : changes) {
                    out.write("| " + escape(Compared.operations(change, LISTED)) + " | `" + change.code() + "` | "
                            + escape(change.where()) + " | " + escape(change.message()) + " | "
                            + escape(Compared.places(change)) + " |\n");
                }
            }
        }
        out.flush();
    }

    /** Nothing of a document becomes markup. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : Printable.of(text).toCharArray()) {
            if ("\\`*_{}[]<>|#!&~@".indexOf(c) >= 0) {
                escaped.append(c == '<' ? "&lt;" : c == '&' ? "&amp;" : "\\" + c);
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}

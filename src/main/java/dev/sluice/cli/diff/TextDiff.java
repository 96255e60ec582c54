package dev.sluice.cli.diff;

import dev.sluice.cli.report.Palette;
import dev.sluice.cli.report.Printable;
import dev.sluice.diff.Change;
import dev.sluice.diff.Effect;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For people: the changes by the operations that they are met in, those with the worst first. */
final class TextDiff implements DiffReport {

    private static final int LISTED = 3;
    private static final int WIDTH = 11;

    @Override
    public void write(Compared compared, Writer out) throws IOException {
        Map<List<String>, List<Change>> groups = new LinkedHashMap<>();
        compared.changes()
                .forEach(change -> groups.computeIfAbsent(change.operations(), added -> new ArrayList<>())
                        .add(change));
        Palette palette = compared.palette();
        for (List<Change> group : groups.values()) {
            line(out, palette.strong(Printable.of(Compared.operations(group.get(0), LISTED))));
            for (Change change : group) {
                change(compared, change, out);
            }
            line(out, "");
        }
        line(
                out,
                Printable.of(compared.old() + " → " + compared.young()) + ": "
                        + (compared.changes().isEmpty() && compared.ignored() == 0
                                ? palette.good("no change")
                                : compared.summary()));
        out.flush();
    }

    private static void change(Compared compared, Change change, Writer out) throws IOException {
        Palette palette = compared.palette();
        String effect = String.format("%-" + WIDTH + "s", change.effect());
        String where = change.where().isEmpty() ? "" : ": " + Printable.of(change.where());
        line(out, "  " + painted(palette, change.effect(), effect) + change.code() + where);
        line(out, " ".repeat(WIDTH + 2) + Printable.of(change.message()));
        String places = Compared.places(change);
        if (!places.isEmpty()) {
            line(out, " ".repeat(WIDTH + 2) + palette.faint(Printable.of(places)));
        }
    }

    private static String painted(Palette palette, Effect effect, String text) {
        return switch (effect) {
            case BREAKING -> palette.error(text);
            case UNCLEAR -> palette.warning(text);
            case COMPATIBLE -> palette.good(text);
        };
    }

    private static void line(Writer out, String text) throws IOException {
        out.write(text);
        out.write(System.lineSeparator());
    }
}

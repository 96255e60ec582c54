package dev.sluice.cli.report;

import java.util.List;
import java.util.PrimitiveIterator;

/**
 * A part of one line around a place.
 *
 * @param line printable
 * @param caret columns before the place
 */
public record Excerpt(String line, int caret) {

    private static final String CUT = "…";

    /**
     * @param before what stands left of the place
     * @param cutBefore whether there is more to the left
     * @param after what stands at the place and right of it
     */
    public static Excerpt of(String before, boolean cutBefore, String after, boolean cutAfter) {
        StringBuilder line = new StringBuilder();
        int caret = cutBefore ? 1 : 0;
        for (PrimitiveIterator.OfInt left = before.codePoints().iterator(); left.hasNext(); ) {
            int c = shown(left.nextInt());
            line.appendCodePoint(c);
            caret += Printable.width(c);
        }
        after.codePoints().map(Excerpt::shown).forEach(line::appendCodePoint);
        return new Excerpt((cutBefore ? CUT : "") + line + (cutAfter ? CUT : ""), caret);
    }

    /** The line, and the caret under it. */
    public List<String> lines(String indent, Palette palette) {
        return List.of(palette.faint(indent + line), indent + " ".repeat(caret) + palette.caret("^"));
    }

    /** One character for one character: the caret stays where it belongs. */
    private static int shown(int codePoint) {
        if (codePoint == '\t') {
            return ' ';
        }
        return Printable.isPrinted(codePoint) ? codePoint : '\u00b7';
    }
}

package dev.sluice.cli.report;

/** Text of a document, made harmless: nothing in it moves a terminal's cursor or hides what follows. */
public final class Printable {

    private Printable() {}

    /** The text with {@code \\u} escapes in place of what is not printed. */
    public static String of(String text) {
        if (text.codePoints().allMatch(Printable::isPrinted)) {
            return text;
        }
        StringBuilder printable = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isPrinted(c)) {
                printable.appendCodePoint(c);
            } else {
                printable.append(String.format(c < 0x10000 ? "\\u%04x" : "\\u{%x}", c));
            }
        });
        return printable.toString();
    }

    public static boolean isPrinted(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** The columns of a terminal that a printed character takes, as most of them count. */
    public static int width(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = Character.isIdeographic(codePoint)
                || (codePoint >= 0x1100 && codePoint <= 0x115F)
                || (codePoint >= 0x3000 && codePoint <= 0x30FF)
                || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
                || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
                || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF);
        return wide ? 2 : 1;
    }
}

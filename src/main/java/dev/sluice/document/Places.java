package dev.sluice.document;

/** Places in a text. */
final class Places {

    private Places() {}

    /** @param index of a char */
    static Place at(String file, String text, int index) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < index; i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
                line++;
                start = i + 1;
            }
        }
        return new Place(file, line, text.codePointCount(start, index) + 1);
    }

    static int compare(Place one, Place other) {
        return one.line() != other.line()
                ? Integer.compare(one.line(), other.line())
                : Integer.compare(one.column(), other.column());
    }
}

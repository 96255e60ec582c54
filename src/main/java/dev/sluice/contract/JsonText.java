package dev.sluice.contract;

/** Writes JSON text. */
final class JsonText {

    private JsonText() {}

    /** Appends a string with its quotes. */
    static String of(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2);
        append(text, value);
        return text.toString();
    }

    static void append(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u%04x".formatted((int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}

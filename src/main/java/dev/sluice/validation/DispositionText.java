package dev.sluice.validation;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of a {@code Content-Disposition} as senders of forms write them: quoted, the quotes within as
 * {@code %22} or behind a backslash.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578#section-4.2">RFC 7578, 4.2</a>
 */
final class DispositionText {

    private DispositionText() {}

    /** @return null when there is none of this name, or it is doubled or malformed */
    static @Nullable String parameter(String disposition, String name) {
        String found = null;
        int p = disposition.indexOf(';');
        while (p >= 0) {
            int equals = disposition.indexOf('=', p);
            if (equals < 0) {
                return found;
            }
            String key = disposition.substring(p + 1, equals).strip();
            StringBuilder value = new StringBuilder();
            int end = value(disposition, equals + 1, value);
            if (end < 0) {
                return null;
            }
            if (key.equalsIgnoreCase(name)) {
                if (found != null) {
                    return null;
                }
                found = value.toString();
            }
            p = disposition.indexOf(';', end);
        }
        return found;
    }

    private static int value(String text, int from, StringBuilder value) {
        int p = from;
        while (p < text.length() && text.charAt(p) == ' ') {
            p++;
        }
        if (p == text.length() || text.charAt(p) != '"') {
            int end = text.indexOf(';', p);
            end = end < 0 ? text.length() : end;
            value.append(text.substring(p, end).strip());
            return end;
        }
        for (int i = p + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            // a backslash before anything else is one of a Windows path
            boolean escaped = c == '\\' && i + 1 < text.length() && "\"\\".indexOf(text.charAt(i + 1)) >= 0;
            i += escaped ? 1 : 0;
            boolean quote = text.startsWith("%22", i);
            value.append(quote ? '"' : text.charAt(i));
            i += quote ? 2 : 0;
        }
        return -1;
    }
}

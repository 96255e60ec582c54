package dev.sluice.validation;

import dev.sluice.contract.MediaRange;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a {@code Content-Disposition} as senders of forms write them: quoted, the quotes within as
 * {@code %22} or behind a backslash.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578#section-4.2">RFC 7578, 4.2</a>
 */
final class DispositionText {

    private DispositionText() {}

    /** @return by names in lower case; null when they are malformed or one is doubled */
    static @Nullable Map<String, String> parameters(String disposition) {
        Map<String, String> found = new LinkedHashMap<>();
        int p = disposition.indexOf(';');
        while (p >= 0 && p < disposition.length()) {
            int equals = disposition.indexOf('=', p);
            if (equals < 0) {
                return disposition.substring(p + 1).isBlank() ? found : null;
            }
            String name = disposition.substring(p + 1, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder value = new StringBuilder();
            p = value(disposition, equals + 1, value);
            boolean delimited = p == disposition.length() || (p >= 0 && disposition.charAt(p) == ';');
            if (!delimited || !MediaRange.isToken(name) || found.put(name, value.toString()) != null) {
                return null;
            }
        }
        return found;
    }

    /** Behind a value and the white space after it; -1 when its quotes do not end. */
    private static int value(String text, int from, StringBuilder value) {
        int p = space(text, from);
        if (p == text.length() || text.charAt(p) != '"') {
            int end = text.indexOf(';', p);
            end = end < 0 ? text.length() : end;
            value.append(text.substring(p, end).strip());
            return end;
        }
        for (int i = p + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return space(text, i + 1);
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

    private static int space(String text, int from) {
        int p = from;
        while (p < text.length() && (text.charAt(p) == ' ' || text.charAt(p) == '\t')) {
            p++;
        }
        return p;
    }
}

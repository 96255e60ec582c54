package dev.sluice.net;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one value of {@code Forwarded}: elements with a comma between them, of pairs with a semicolon between them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239#section-4">RFC 7239, 4</a>
 */
final class ForwardedReader {

    private static final String TOKEN = "!#$%&'*+-.^_`|~";

    private final String text;
    private int at;

    ForwardedReader(String text) {
        this.text = text;
    }

    /** What {@code for} says in each element; null when the text is no such value. */
    @Nullable
    List<String> elements() {
        List<String> elements = new ArrayList<>();
        do {
            skipSpace();
            if (at == text.length() || text.charAt(at) == ',') {
                // an empty element of a list counts for nothing (RFC 9110, 5.6.1.2)
                continue;
            }
            String node = element();
            if (node == null) {
                return null;
            }
            elements.add(node);
        } while (passed(','));
        return at == text.length() ? elements : null;
    }

    private @Nullable String element() {
        String node = null;
        do {
            skipSpace();
            String name = token();
            if (name.isEmpty()) {
                return null;
            }
            String value = passed('=') ? value() : null;
            boolean names = name.equalsIgnoreCase("for");
            if (value == null || (names && node != null)) {
                return null;
            }
            node = names ? value : node;
            skipSpace();
        } while (passed(';'));
        return node == null ? "unknown" : node;
    }

    private @Nullable String value() {
        if (!passed('"')) {
            String token = token();
            return token.isEmpty() ? null : token;
        }
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            if (c == '\\') {
                if (at == text.length()) {
                    return null;
                }
                c = text.charAt(at++);
            }
            value.append(c);
        }
        return null;
    }

    private String token() {
        int start = at;
        while (at < text.length() && isTokenCharacter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isTokenCharacter(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || TOKEN.indexOf(c) >= 0;
    }

    private boolean passed(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }
}

package dev.sluice.validation;

import io.vertx.core.MultiMap;
import java.util.List;

/** Finds cookies by name (RFC 6265, 4.2). */
final class CookieText {

    private CookieText() {}

    /** The raw values of a cookie, in their order; empty when it is not there. */
    static List<String> values(MultiMap headers, String name) {
        List<String> values = List.of();
        for (String header : headers.getAll("cookie")) {
            int start = 0;
            while (start < header.length()) {
                int end = header.indexOf(';', start);
                end = end < 0 ? header.length() : end;
                int equals = header.indexOf('=', start);
                if (equals > 0
                        && equals < end
                        && header.substring(start, equals).strip().equals(name)) {
                    values = QueryText.plus(
                            values, unquoted(header.substring(equals + 1, end).strip()));
                }
                start = end + 1;
            }
        }
        return values;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}

package dev.sluice.validation;

import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.ParameterPlan.Style;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts raw text. */
final class Delimiters {

    private Delimiters() {}

    /**
     * Cuts the items of an array.
     *
     * @param in null where, as in headers, nothing is encoded
     */
    static List<String> cut(String text, Style style, @Nullable In in) {
        char delimiter = style.delimiter();
        if (in == null || in == In.HEADER) {
            return cut(text, delimiter);
        }
        return switch (delimiter) {
            case ' ' -> cut(text, in == In.QUERY ? '+' : ' ', "%20");
            case '|' -> cut(text, '|', "%7C");
            case '\t' -> cut(text, '\t', "%09");
            default -> cut(text, delimiter);
        };
    }

    static List<String> cut(String text, char delimiter) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
            pieces.add(text.substring(start, end));
            start = end + 1;
        }
        pieces.add(text.substring(start));
        return pieces;
    }

    /** @param encoded what the delimiter is on the wire, where it may not stand as it is; in any case */
    static List<String> cut(String text, char delimiter, String encoded) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isEncoded = c == '%' && text.regionMatches(true, i, encoded, 0, encoded.length());
            if (c == delimiter || isEncoded) {
                pieces.add(text.substring(start, i));
                i += isEncoded ? encoded.length() - 1 : 0;
                start = i + 1;
            }
        }
        pieces.add(text.substring(start));
        return pieces;
    }
}

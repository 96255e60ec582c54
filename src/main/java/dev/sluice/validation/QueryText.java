package dev.sluice.validation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds values by name in a query as it came: split first, decode then. */
final class QueryText {

    private QueryText() {}

    /**
     * The raw values of a name, in their order; empty when it is not there.
     *
     * @param query without the question mark; null for none
     * @param name decoded
     */
    static List<String> values(@Nullable String query, String name) {
        if (query == null || query.isEmpty()) {
            return List.of();
        }
        List<String> values = List.of();
        int start = 0;
        while (start <= query.length()) {
            int end = query.indexOf('&', start);
            end = end < 0 ? query.length() : end;
            int equals = query.indexOf('=', start);
            int nameEnd = equals < 0 || equals > end ? end : equals;
            if (nameEnd > start && isName(query, start, nameEnd, name)) {
                values = plus(values, nameEnd == end ? "" : query.substring(nameEnd + 1, end));
            }
            start = end + 1;
        }
        return values;
    }

    private static boolean isName(String query, int start, int end, String name) {
        if (end - start == name.length() && query.startsWith(name, start)) {
            return true;
        }
        // only an encoded name is longer than what it stands for, or holds a plus
        for (int i = start; i < end; i++) {
            if (query.charAt(i) == '%' || query.charAt(i) == '+') {
                return name.equals(PercentEncoding.decode(query.substring(start, end), true));
            }
        }
        return false;
    }

    static List<String> plus(List<String> values, String value) {
        if (values.isEmpty()) {
            return List.of(value);
        }
        List<String> more = values.size() == 1 ? new ArrayList<>(values) : values;
        more.add(value);
        return more;
    }
}

package dev.sluice.validation;

import dev.sluice.contract.ParameterNames;
import dev.sluice.contract.PlaceNames;
import org.jspecify.annotations.Nullable;

/** A query as it came, read once: split first, decoded then. Confined to one call. */
final class QueryText {

    private final ParameterNames names;
    private final RawValues values;
    private boolean unknown;

    private QueryText(ParameterNames names, int parameters) {
        this.names = names;
        this.values = new RawValues(names.query(), parameters);
    }

    /**
     * @param query without the question mark
     * @param parameters how many the operation has
     */
    static QueryText read(String query, ParameterNames names, int parameters) {
        QueryText text = new QueryText(names, parameters);
        text.split(query);
        return text;
    }

    RawValues values() {
        return values;
    }

    /** Whether it holds a name that the contract does not know. */
    boolean hasUnknown() {
        return unknown;
    }

    private void split(String query) {
        int start = 0;
        while (start < query.length()) {
            int nameEnd = -1;
            boolean plain = true;
            int end = start;
            for (; end < query.length() && query.charAt(end) != '&'; end++) {
                char c = query.charAt(end);
                if (nameEnd < 0) {
                    nameEnd = c == '=' ? end : -1;
                    plain &= c != '%' && c != '+';
                }
            }
            if (end > start) {
                piece(query, start, nameEnd < 0 ? end : nameEnd, end, plain);
            }
            start = end + 1;
        }
    }

    private void piece(String query, int start, int nameEnd, int end, boolean plain) {
        String name = plain ? query : decoded(query.substring(start, nameEnd));
        if (name == null) {
            unknown = true;
            return;
        }
        int from = plain ? start : 0;
        int to = plain ? nameEnd : name.length();
        int value = Math.min(nameEnd + 1, end);
        if (values.add(name, from, to, query, value, end) == PlaceNames.NONE
                && !names.isKnown(name, from, to)
                && (from == to || values.addRest(name, from, to, query, value, end) == PlaceNames.NONE)) {
            unknown = true;
        }
    }

    private static @Nullable String decoded(String name) {
        return PercentEncoding.decode(name, true);
    }
}

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
        boolean encoded = query.indexOf('%') >= 0 || query.indexOf('+') >= 0;
        int equals = -1;
        for (int start = 0; start < query.length(); ) {
            int end = indexOf('&', query, start);
            // looked for once, however many names have no value
            equals = equals < start ? indexOf('=', query, start) : equals;
            if (end > start) {
                int nameEnd = Math.min(equals, end);
                piece(query, start, nameEnd, end, !encoded || isPlain(query, start, nameEnd));
            }
            start = end + 1;
        }
    }

    /** The length of the text when it is not there. */
    private static int indexOf(char c, String text, int from) {
        int index = text.indexOf(c, from);
        return index < 0 ? text.length() : index;
    }

    private static boolean isPlain(String name, int from, int to) {
        for (int i = from; i < to; i++) {
            if (name.charAt(i) == '%' || name.charAt(i) == '+') {
                return false;
            }
        }
        return true;
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

package dev.sluice.contract;

import dev.sluice.contract.RouteTable.Match;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can follow a part of a path: a literal segment before a mixed one, a mixed one before any. */
final class TrieNode {

    private final SegmentTable<TrieNode> literals;
    private final Mixed[] mixed;
    private final @Nullable TrieNode wildcard;
    private final @Nullable MethodTable methods;

    TrieNode(
            SegmentTable<TrieNode> literals,
            Mixed[] mixed,
            @Nullable TrieNode wildcard,
            @Nullable MethodTable methods) {
        this.literals = literals;
        this.mixed = mixed;
        this.wildcard = wildcard;
        this.methods = methods;
    }

    /**
     * @param from where the next segment begins; behind the end of the path when there is none
     * @param taken how many expressions were passed
     * @return null when nothing fits
     */
    @Nullable
    Match find(String method, String path, int from, int taken) {
        if (from > path.length()) {
            return methods == null ? null : methods.find(method);
        }
        int slash = path.indexOf('/', from);
        int end = slash < 0 ? path.length() : slash;
        TrieNode literal = literals.get(path, from, end);
        Match match = literal == null ? null : literal.find(method, path, end + 1, taken);
        return match != null || isEmptyOrDots(path, from, end) ? match : expression(method, path, from, end, taken);
    }

    private @Nullable Match expression(String method, String path, int from, int end, int taken) {
        for (Mixed segment : mixed) {
            if (segment.fits(path, from, end)) {
                Match match = segment.next.find(method, path, end + 1, taken + segment.literals.length - 1);
                if (match != null) {
                    segment.capture(path, from, end, taken, RawSegments.of(match));
                    return match;
                }
            }
        }
        Match match = wildcard == null ? null : wildcard.find(method, path, end + 1, taken + 1);
        RawSegments raw = match == null ? null : RawSegments.of(match);
        if (raw != null) {
            raw.fill(taken, path.substring(from, end));
        }
        return match;
    }

    private static boolean isEmptyOrDots(String path, int from, int end) {
        return from == end
                || (path.charAt(from) == '.' && (end - from == 1 || (end - from == 2 && path.charAt(from + 1) == '.')));
    }

    /**
     * A segment of literal text and expressions, each of at least one character; an expression further left takes as
     * much as it can. Its literals stand before, between and after its expressions.
     */
    static final class Mixed {

        private final String[] literals;
        private final TrieNode next;

        Mixed(List<String> literals, TrieNode next) {
            this.literals = literals.toArray(new String[0]);
            this.next = next;
        }

        boolean fits(String path, int from, int end) {
            return walk(path, from, end, 0, null);
        }

        void capture(String path, int from, int end, int taken, @Nullable RawSegments raw) {
            if (raw != null) {
                walk(path, from, end, taken, raw);
            }
        }

        private boolean walk(String path, int from, int end, int taken, @Nullable RawSegments raw) {
            int last = literals.length - 1;
            int start = from + literals[0].length();
            int stop = end - literals[last].length();
            if (stop <= start || !path.startsWith(literals[0], from) || !path.startsWith(literals[last], stop)) {
                return false;
            }
            for (int i = last - 1; i > 0; i--) {
                int at = lastIndexOf(literals[i], path, stop - 1 - literals[i].length(), start + 1);
                if (at < 0) {
                    return false;
                }
                if (raw != null) {
                    raw.fill(taken + i, path.substring(at + literals[i].length(), stop));
                }
                stop = at;
            }
            if (raw != null) {
                raw.fill(taken, path.substring(start, stop));
            }
            return true;
        }

        /** From {@code highest} down to {@code lowest}; -1 when it is not there. */
        private static int lastIndexOf(String literal, String path, int highest, int lowest) {
            int at = path.lastIndexOf(literal, highest);
            return at < lowest ? -1 : at;
        }
    }
}

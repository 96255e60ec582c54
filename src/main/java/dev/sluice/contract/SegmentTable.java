package dev.sluice.contract;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values by a segment of a path, looked up in place: without a copy of the segment. */
final class SegmentTable<T> {

    private record Entry<T>(
            String segment, T value, @Nullable Entry<T> next) {}

    /** How many characters at either end are hashed: most segments looked for are ids, long and in no table. */
    private static final int OUTER = 4;

    /** Beyond so many segments that these do not tell apart, whole segments are hashed. */
    private static final int LONGEST_CHAIN = 4;

    private final @Nullable Entry<T>[] table;
    private final boolean empty;
    private final int outer;

    SegmentTable(Map<String, T> values) {
        this.empty = values.isEmpty();
        this.table = table(Integer.highestOneBit(Math.max(1, values.size())) << 1);
        this.outer = longestChain(values.keySet(), OUTER) <= LONGEST_CHAIN ? OUTER : Integer.MAX_VALUE / 2;
        values.forEach((segment, value) -> {
            int slot = hash(segment, 0, segment.length(), outer) & (table.length - 1);
            table[slot] = new Entry<>(segment, value, table[slot]);
        });
    }

    private static int longestChain(Set<String> segments, int outer) {
        Map<Integer, Integer> counts = new HashMap<>();
        int longest = 0;
        for (String segment : segments) {
            longest = Math.max(longest, counts.merge(hash(segment, 0, segment.length(), outer), 1, Integer::sum));
        }
        return longest;
    }

    @Nullable
    T get(String path, int from, int end) {
        if (empty) {
            return null;
        }
        Entry<T> entry = table[hash(path, from, end, outer) & (table.length - 1)];
        while (entry != null) {
            if (entry.segment.length() == end - from && path.startsWith(entry.segment, from)) {
                return entry.value;
            }
            entry = entry.next;
        }
        return null;
    }

    @SuppressWarnings("unchecked") // an array of a generic type cannot be made otherwise
    private static <T> @Nullable Entry<T>[] table(int size) {
        return (@Nullable Entry<T>[]) new Entry<?>[size];
    }

    private static int hash(String text, int from, int end, int outer) {
        int hash = end - from;
        int head = Math.min(end, from + outer);
        for (int i = from; i < head; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        for (int i = Math.max(head, end - outer); i < end; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash ^ (hash >>> 16);
    }
}

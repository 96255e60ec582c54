package dev.sluice.contract;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values by a segment of a path, looked up in place: without a copy of the segment. */
final class SegmentTable<T> {

    private record Entry<T>(
            String segment, T value, @Nullable Entry<T> next) {}

    private final @Nullable Entry<T>[] table;

    SegmentTable(Map<String, T> values) {
        this.table = table(Integer.highestOneBit(Math.max(1, values.size())) << 1);
        values.forEach((segment, value) -> {
            int slot = hash(segment, 0, segment.length()) & (table.length - 1);
            table[slot] = new Entry<>(segment, value, table[slot]);
        });
    }

    @Nullable
    T get(String path, int from, int end) {
        Entry<T> entry = table[hash(path, from, end) & (table.length - 1)];
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

    private static int hash(String text, int from, int end) {
        int hash = 0;
        for (int i = from; i < end; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash ^ (hash >>> 16);
    }
}

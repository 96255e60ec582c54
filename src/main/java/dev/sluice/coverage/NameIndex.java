package dev.sluice.coverage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Finds names by their bytes, and makes nothing while it does. Immutable. */
final class NameIndex {

    static final NameIndex EMPTY = new NameIndex(List.of());

    private final byte[][] names;
    /** Open addressing: one more than the index of a name, 0 for none. */
    private final int[] table;

    NameIndex(List<String> names) {
        this.names = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.table = new int[Math.max(2, Integer.highestOneBit(Math.max(1, names.size())) << 2)];
        for (int i = 0; i < this.names.length; i++) {
            byte[] name = this.names[i];
            int slot = hash(name, 0, name.length) & (table.length - 1);
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = i + 1;
        }
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ (hash >>> 15);
    }

    /** -1 where there is none. */
    int find(byte[] text, int from, int to) {
        int slot = hash(text, from, to) & (table.length - 1);
        while (table[slot] != 0) {
            byte[] name = names[table[slot] - 1];
            if (Arrays.equals(name, 0, name.length, text, from, to)) {
                return table[slot] - 1;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        return -1;
    }
}

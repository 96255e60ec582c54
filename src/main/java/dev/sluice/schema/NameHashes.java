package dev.sluice.schema;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * The names of an object that is too large to be held, to find duplicates: 128 bits of a keyed hash stand for each, so
 * that two names are never taken for one in practice, and nobody can make them so.
 */
final class NameHashes {

    private static final long FIRST_SEED = new SecureRandom().nextLong();
    private static final long SECOND_SEED = new SecureRandom().nextLong();

    /** Pairs by open addressing; the first of a pair is never 0 where there is one. */
    private long[] table = new long[32];

    private int count;

    int count() {
        return count;
    }

    /** @return false when the name is there already */
    boolean add(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        long first = NameSet.hash(bytes, 0, bytes.length, FIRST_SEED) | 1;
        long second = NameSet.hash(bytes, 0, bytes.length, SECOND_SEED);
        if (4 * (count + 1) > table.length) {
            long[] smaller = table;
            table = new long[2 * smaller.length];
            for (int i = 0; i < smaller.length; i += 2) {
                if (smaller[i] != 0) {
                    insert(smaller[i], smaller[i + 1]);
                }
            }
        }
        boolean added = insert(first, second);
        count += added ? 1 : 0;
        return added;
    }

    private boolean insert(long first, long second) {
        int at = (int) (first >>> 32) << 1 & (table.length - 2);
        while (table[at] != 0) {
            if (table[at] == first && table[at + 1] == second) {
                return false;
            }
            at = (at + 2) & (table.length - 2);
        }
        table[at] = first;
        table[at + 1] = second;
        return true;
    }
}

package dev.sluice.schema;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/** The names of one object that no bit remembers, to find duplicates. Reused from object to object. */
final class NameSet {

    /** Up to here every name is compared with every other. */
    private static final int FEW = 8;

    /** Up to here the table of names is kept for the next object. */
    private static final int MANY = 256;

    /** Nobody outside knows it, so nobody can choose names that share a hash. */
    private static final long SEED = new SecureRandom().nextLong();

    private final int[] starts = new int[FEW];
    private final int[] stops = new int[FEW];
    private int count;
    /** Once there are many, by open addressing: the hash, where the name begins, and whether it has escapes; or 0. */
    private long[] table = {};

    private boolean many;
    /** Where the object begins. */
    private int owner = -1;

    /** Forgets all names unless they are those of the same object. */
    void begin(int object) {
        if (object == owner) {
            return;
        }
        owner = object;
        count = 0;
        if (many) {
            many = false;
            // to clear a large table costs its size, for each of the small objects that may follow
            table = table.length > MANY ? new long[] {} : table;
            Arrays.fill(table, 0);
        }
    }

    /** @return false when the name is there already */
    boolean add(JsonScanner in, int start, int stop, boolean escaped) {
        if (!many && !escaped && count < FEW) {
            return addRange(in.json, start, stop);
        }
        if (!many) {
            many = true;
            int few = count;
            count = 0;
            for (int i = 0; i < few; i++) {
                insert(in, starts[i], stops[i], false);
            }
        }
        return insert(in, start, stop, escaped);
    }

    private boolean addRange(byte[] json, int start, int stop) {
        for (int i = 0; i < count; i++) {
            if (Arrays.equals(json, starts[i], stops[i], json, start, stop)) {
                return false;
            }
        }
        starts[count] = start;
        stops[count++] = stop;
        return true;
    }

    private boolean insert(JsonScanner in, int start, int stop, boolean escaped) {
        if (2 * (count + 1) > table.length) {
            table = grown(table);
        }
        byte[] text = escaped ? in.text(start, stop).getBytes(StandardCharsets.UTF_8) : in.json;
        long hash = escaped ? hash(text, 0, text.length, SEED) : hash(text, start, stop, SEED);
        long entry = (hash & 0xFFFFFFFF00000000L) | (long) start << 1 | (escaped ? 1 : 0);
        int at = slot(entry, table.length);
        while (table[at] != 0) {
            if (table[at] >>> 32 == entry >>> 32 && isSame(in, table[at], start, stop, escaped)) {
                return false;
            }
            at = (at + 1) & (table.length - 1);
        }
        table[at] = entry;
        count++;
        return true;
    }

    private static boolean isSame(JsonScanner in, long entry, int start, int stop, boolean escaped) {
        int other = (int) ((entry & 0xFFFFFFFFL) >>> 1);
        if (!escaped && (entry & 1) == 0) {
            int otherStop = other + stop - start;
            return in.json[otherStop] == '"' && Arrays.equals(in.json, other, otherStop, in.json, start, stop);
        }
        return in.text(other, in.string(other) - 1).equals(in.text(start, stop));
    }

    private static long[] grown(long[] table) {
        long[] larger = new long[Math.max(4 * FEW, 2 * table.length)];
        for (long entry : table) {
            if (entry != 0) {
                int at = slot(entry, larger.length);
                while (larger[at] != 0) {
                    at = (at + 1) & (larger.length - 1);
                }
                larger[at] = entry;
            }
        }
        return larger;
    }

    private static int slot(long entry, int length) {
        return (int) (entry >>> 32) & (length - 1);
    }

    /** A keyed hash of the bytes: each word is multiplied into the state, both halves of the product folded. */
    static long hash(byte[] bytes, int start, int stop, long seed) {
        long hash = folded(seed ^ (stop - start), 0x9E3779B97F4A7C15L);
        int p = start;
        for (; p + Long.BYTES <= stop; p += Long.BYTES) {
            hash = folded(hash ^ JsonScanner.word(bytes, p), 0xA0761D6478BD642FL ^ seed);
        }
        long rest = 0;
        for (; p < stop; p++) {
            rest = rest << Byte.SIZE | (bytes[p] & 0xFF);
        }
        return folded(hash ^ rest, 0xE7037ED1A0B428DBL);
    }

    private static long folded(long one, long other) {
        return Math.multiplyHigh(one, other) ^ (one * other);
    }
}

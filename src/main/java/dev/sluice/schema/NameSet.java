package dev.sluice.schema;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The names of one object that no bit remembers, to find duplicates. Reused from object to object. */
final class NameSet {

    /** Up to here every name is compared with every other. */
    private static final int FEW = 8;

    /** Up to here the table of names is kept for the next object. */
    private static final int MANY = 64;

    private final int[] starts = new int[FEW];
    private final int[] stops = new int[FEW];
    private int count;
    /** Names with escapes, and all names once there are many: strings, whose buckets no client can make slow. */
    private Set<String> texts = new HashSet<>();

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
        many = false;
        if (texts.size() > MANY) {
            // to clear a large table costs its size, for each of the small objects that may follow
            texts = new HashSet<>();
        } else if (!texts.isEmpty()) {
            texts.clear();
        }
    }

    /** @return false when the name is there already */
    boolean add(JsonScanner in, int start, int stop, boolean escaped) {
        if (!many && !escaped && count < FEW) {
            return addRange(in.json, start, stop);
        }
        if (!many) {
            many = true;
            for (int i = 0; i < count; i++) {
                texts.add(in.text(starts[i], stops[i]));
            }
        }
        return texts.add(in.text(start, stop));
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
}

package dev.sluice.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The member names that a schema knows, found by their bytes. Immutable. */
final class Names {

    static final int UNKNOWN = -1;

    /** Each as a JSON text is most likely to hold it: quoted, with the colon. */
    private final byte[][] expected;

    private final Token[] tokens;

    /** Open addressing by {@link #hash}: numbers of names, {@link #UNKNOWN} where free. */
    private final int[] table;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts;

    Names(List<String> names) {
        texts = names;
        expected = new byte[names.size()][];
        tokens = new Token[names.size()];
        table = new int[Integer.highestOneBit(names.size() + 1) * 4];
        Arrays.fill(table, UNKNOWN);
        for (int i = 0; i < expected.length; i++) {
            expected[i] = ('"' + names.get(i) + "\":").getBytes(StandardCharsets.UTF_8);
            tokens[i] = new Token(expected[i]);
            numbers.put(names.get(i), i);
            int at = hash(expected[i], 1, expected[i].length - 2) & (table.length - 1);
            while (table[at] != UNKNOWN) {
                at = (at + 1) & (table.length - 1);
            }
            table[at] = i;
        }
    }

    /**
     * Whether a text goes on with this very name and its colon.
     *
     * @return the position behind the colon, or {@link JsonScanner#FAIL}
     */
    int follows(int number, byte[] json, int p, int end) {
        Token token = tokens[number];
        return token.isAt(json, p, end) ? p + token.length : JsonScanner.FAIL;
    }

    /** The number of a name without escapes, given by its bytes. */
    int find(byte[] json, int start, int stop) {
        int at = hash(json, start, stop) & (table.length - 1);
        while (table[at] != UNKNOWN) {
            byte[] name = expected[table[at]];
            if (Arrays.equals(name, 1, name.length - 2, json, start, stop)) {
                return table[at];
            }
            at = (at + 1) & (table.length - 1);
        }
        return UNKNOWN;
    }

    int count() {
        return expected.length;
    }

    String text(int number) {
        return texts.get(number);
    }

    int find(String name) {
        return numbers.getOrDefault(name, UNKNOWN);
    }

    /** Needs not resist attack: the names in the table are the contract's. */
    private static int hash(byte[] bytes, int start, int stop) {
        int length = stop - start;
        if (length >= Long.BYTES) {
            long mixed = JsonScanner.word(bytes, start) * 31 + JsonScanner.word(bytes, stop - Long.BYTES) + length;
            mixed *= 0x9E3779B97F4A7C15L;
            return (int) (mixed >>> 32);
        }
        int hash = length;
        for (int i = start; i < stop; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ hash >>> 7;
    }
}

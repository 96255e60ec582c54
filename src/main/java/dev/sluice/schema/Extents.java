package dev.sluice.schema;

/**
 * Finds out while bytes arrive which arrays, objects and strings among those that are held have not ended yet. Looks at
 * brackets and quotes only: whether the text is JSON is for others to say.
 */
final class Extents {

    static final int NONE = -1;

    private final int[] starts = new int[JsonScanner.MAX_DEPTH + 1];
    private int open;
    private int scanned;
    private int string = NONE;
    private boolean escaped;

    /** Reads on to {@code length}. */
    void scan(byte[] held, int length) {
        for (int p = scanned; p < length; p++) {
            byte b = held[p];
            if (string >= 0) {
                inString(b);
            } else if (b == '"') {
                string = p;
            } else if ((b == '{' || b == '[') && open < starts.length) {
                starts[open++] = p;
            } else if ((b == '}' || b == ']') && open > 0) {
                open--;
            }
        }
        scanned = length;
    }

    private void inString(byte b) {
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '"') {
            string = NONE;
        }
    }

    /** Whether more arrays and objects are open than may be. */
    boolean isTooDeep() {
        return open == starts.length;
    }

    /** Where the outermost array or object begins that has not ended, or {@link #NONE}. */
    int outermost() {
        return open > 0 ? starts[0] : NONE;
    }

    /** Where the string begins that has not ended, or {@link #NONE}. */
    int string() {
        return string;
    }

    /** Leaves the outermost array or object to somebody else. */
    void release() {
        System.arraycopy(starts, 1, starts, 0, --open);
    }

    /** The first bytes are not held any more. */
    void drop(int count) {
        for (int i = 0; i < open; i++) {
            starts[i] -= count;
        }
        scanned -= count;
        // a string that began earlier is read by somebody else, who only asks whether it has ended
        string = string < 0 ? NONE : Math.max(string - count, 0);
    }
}

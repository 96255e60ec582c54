package dev.sluice.mock.state;

import org.jspecify.annotations.Nullable;

/** Texts that stand for a place in a list. They stay right when items before or at the place go away. */
final class Cursors {

    private static final String PREFIX = "after-";

    private Cursors() {}

    static String write(long number) {
        return PREFIX + Long.toString(number, 36);
    }

    /** The number after which a page begins; beyond every item for a text that was never given out. */
    static long read(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return 0;
        }
        try {
            return cursor.startsWith(PREFIX)
                    ? Long.parseLong(cursor, PREFIX.length(), cursor.length(), 36)
                    : Long.MAX_VALUE;
        } catch (NumberFormatException foreign) {
            return Long.MAX_VALUE;
        }
    }
}

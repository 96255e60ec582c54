package dev.sluice.schema;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The names of all objects around a place in a text. Confined to one call. */
final class OpenNames {

    /** By depth; made when the first object with a name that no bit remembers is met there. */
    private @Nullable NameSet[] sets = {};

    /**
     * @param depth of the object, which is the innermost open one
     * @param start where it begins
     */
    NameSet of(int depth, int start) {
        if (depth >= sets.length) {
            sets = Arrays.copyOf(sets, depth + 8);
        }
        NameSet open = sets[depth];
        if (open == null) {
            open = new NameSet();
            sets[depth] = open;
        }
        open.begin(start);
        return open;
    }
}

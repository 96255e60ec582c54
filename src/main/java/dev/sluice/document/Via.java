package dev.sluice.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code $ref} that was followed.
 *
 * @param at where it stands
 * @param pointer of what holds it, within its document
 * @param outer the one followed before, or null
 */
public record Via(Place at, String pointer, @Nullable Via outer) {

    /** How many steps are told at either end of a long chain. */
    private static final int MAX_END = 8;

    /**
     * The chain, outermost first, for a fault in a file: pointers, those of other files behind the file's name. Of a
     * long one the middle is left out.
     */
    public String text(String file) {
        List<String> steps = new ArrayList<>();
        for (Via via = this; via != null; via = via.outer) {
            steps.add(via.at.file().equals(file) ? via.pointer : via.at.file() + "#" + via.pointer);
        }
        Collections.reverse(steps);
        int left = steps.size() - 2 * MAX_END;
        if (left > 1) {
            List<String> middle = steps.subList(MAX_END, MAX_END + left);
            middle.clear();
            middle.add("… (" + left + " more)");
        }
        return String.join(" → ", steps);
    }
}

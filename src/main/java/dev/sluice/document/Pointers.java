package dev.sluice.document;

import java.util.ArrayList;
import java.util.List;

/**
 * JSON pointers as text.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901</a>
 */
public final class Pointers {

    private Pointers() {}

    /** A member's name as a step of a pointer. */
    public static String escape(String name) {
        return name.indexOf('~') < 0 && name.indexOf('/') < 0
                ? name
                : name.replace("~", "~0").replace("/", "~1");
    }

    public static String child(String pointer, String name) {
        return pointer + '/' + escape(name);
    }

    public static String child(String pointer, int index) {
        return pointer + '/' + index;
    }

    /**
     * The names that a pointer passes.
     *
     * @param pointer empty, or begins with a slash
     */
    public static List<String> steps(String pointer) {
        List<String> steps = new ArrayList<>();
        int from = 1;
        while (from <= pointer.length() && !pointer.isEmpty()) {
            int slash = pointer.indexOf('/', from);
            int end = slash < 0 ? pointer.length() : slash;
            steps.add(pointer.substring(from, end).replace("~1", "/").replace("~0", "~"));
            from = end + 1;
        }
        return steps;
    }
}

package dev.sluice.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    /** What a pointer means in a document, or null where there is nothing. */
    public static @Nullable Node find(Node root, String pointer) {
        return find(root, pointer, passed -> {});
    }

    /** @param passed takes every value on the way and the one found */
    public static @Nullable Node find(Node root, String pointer, Consumer<Node> passed) {
        Node node = root;
        for (String step : steps(pointer)) {
            Node next = null;
            if (node instanceof Node.Mapping mapping) {
                next = mapping.get(step);
            } else if (node instanceof Node.Sequence sequence) {
                next = item(sequence.items(), step);
            }
            if (next == null) {
                return null;
            }
            node = next;
            passed.accept(node);
        }
        return node;
    }

    private static @Nullable Node item(List<Node> items, String step) {
        for (int i = 0; i < step.length(); i++) {
            if (step.charAt(i) < '0' || step.charAt(i) > '9') {
                return null;
            }
        }
        boolean index = !step.isEmpty() && step.length() <= 9 && Integer.parseInt(step) < items.size();
        return index ? items.get(Integer.parseInt(step)) : null;
    }
}

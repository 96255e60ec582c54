package dev.sluice.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * New paths that take requests from those that there were: concrete paths are matched before templated ones (OpenAPI 3.1,
 * Paths Object).
 */
final class ShadowDiff {

    private final Changes changes;
    private final List<Operation> before;
    private final List<Operation> after;

    ShadowDiff(Changes changes, List<Operation> before, List<Operation> after) {
        this.changes = changes;
        this.before = before;
        this.after = after;
    }

    /** @param pairs the operations of both versions that are the same */
    void compare(Map<Operation, Operation> pairs) {
        Set<String> shapes = new HashSet<>();
        before.forEach(operation -> shapes.add(Operation.shape(operation.template())));
        // by the number of segments, the operations of each new path by method
        Map<Integer, Map<String, Map<String, Operation>>> added = new HashMap<>();
        for (Operation operation : after) {
            String shape = Operation.shape(operation.template());
            if (!shapes.contains(shape)) {
                added.computeIfAbsent(segments(shape).length, none -> new HashMap<>())
                        .computeIfAbsent(shape, none -> new HashMap<>())
                        .put(operation.method(), operation);
            }
        }
        if (added.isEmpty()) {
            return;
        }
        for (Operation operation : before) {
            if (operation.template().indexOf('{') < 0 || !pairs.containsKey(operation)) {
                continue;
            }
            String[] old = segments(Operation.shape(operation.template()));
            List<Map<String, Operation>> shadows = new ArrayList<>();
            added.getOrDefault(old.length, Map.of()).forEach((shape, methods) -> {
                if (isIn(segments(shape), old)) {
                    shadows.add(methods);
                }
            });
            shadows.forEach(methods -> tell(operation, methods));
        }
    }

    private void tell(Operation operation, Map<String, Operation> methods) {
        Operation other = methods.get(operation.method());
        Operation shown = other == null ? methods.values().iterator().next() : other;
        changes.addBoth(
                operation.name(),
                other == null ? Effect.BREAKING : Effect.UNCLEAR,
                other == null ? Effect.BREAKING : Effect.UNCLEAR,
                "path-shadowed",
                Spots.of(operation.at()),
                Spots.of(shown.at()),
                "requests to " + shown.template() + " led here, and no longer do"
                        + (other == null
                                ? ": this method is not there (expected: the same method at the new path)"
                                : ""));
    }

    private static String[] segments(String shape) {
        return shape.split("/", -1);
    }

    /** Whether a path is among those of a template, and more concrete. */
    private static boolean isIn(String[] path, String[] template) {
        boolean concrete = false;
        for (int i = 0; i < path.length; i++) {
            boolean open = template[i].contains("{}");
            if (!path[i].equals(template[i]) && !(open && !path[i].contains("{}"))) {
                return false;
            }
            concrete |= !path[i].equals(template[i]);
        }
        return concrete;
    }
}

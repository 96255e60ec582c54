package dev.sluice.schema;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a schema over a tree: knows where it is, and collects violations unless it is quiet. */
final class Evaluation {

    /** A name of a client may be long: a pointer into the text need not be. */
    private static final int MAX_NAME = 256;

    private final @Nullable Violations violations;
    private int quiet;
    private Object[] path = new Object[8];
    private int depth;

    private Evaluation(@Nullable Violations violations) {
        this.violations = violations;
        this.quiet = violations == null ? 1 : 0;
    }

    /** Answers only yes or no, and stops at the first no. */
    static Evaluation quiet() {
        return new Evaluation(null);
    }

    static Evaluation collecting(int limit) {
        return new Evaluation(new Violations(limit));
    }

    boolean isQuiet() {
        return quiet > 0;
    }

    /** Whether the value keeps the schema, without telling anybody why not. */
    boolean test(Subschema schema, JsonValue value) {
        quiet++;
        boolean valid = schema.judge(value, this);
        quiet--;
        return valid;
    }

    boolean member(Subschema schema, String name, JsonValue value) {
        return below(name, schema, value);
    }

    boolean item(Subschema schema, int index, JsonValue value) {
        return isQuiet() ? schema.judge(value, this) : below(index, schema, value);
    }

    private boolean below(Object step, Subschema schema, JsonValue value) {
        enter(step);
        boolean valid = schema.judge(value, this);
        depth--;
        return valid;
    }

    private void enter(Object step) {
        if (depth == path.length) {
            path = Arrays.copyOf(path, 2 * depth);
        }
        path[depth++] = step;
    }

    /** @return false, for the convenience of who found it */
    boolean violation(Expectation expected, int position) {
        int at = Math.max(position, -1);
        if (quiet == 0 && violations != null && violations.wants(at)) {
            violations.add(new SchemaViolation(
                    pointer(), expected.keyword(), expected.pointer(), expected.message(), expected.code(), at));
        }
        return false;
    }

    /** A violation by a member that no schema judges. */
    boolean violation(Expectation expected, String member, int position) {
        enter(member);
        violation(expected, position);
        depth--;
        return false;
    }

    List<SchemaViolation> violations() {
        return violations == null ? List.of() : violations.sorted();
    }

    private String pointer() {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            String step = path[i].toString();
            pointer.append('/')
                    .append(Pointers.escape(step.length() > MAX_NAME ? step.substring(0, MAX_NAME) + "…" : step));
        }
        return pointer.toString();
    }
}

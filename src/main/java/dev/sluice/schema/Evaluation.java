package dev.sluice.schema;

import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.Verdicts.Verdict;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a schema over a tree: knows where it is, and collects violations unless it is quiet. */
final class Evaluation {

    /** A name of a client may be long: a pointer into the text need not be. */
    private static final int MAX_NAME = 256;

    private static final Object[] NO_STEPS = {};

    private final @Nullable Violations violations;
    private final long origin;
    private final Verdicts verdicts = new Verdicts();
    private int quiet;
    private Object[] path = NO_STEPS;
    private int depth;
    /** Of the value that is being judged; kept where {@link Unevaluated} asks for them. */
    private @Nullable Marks marks;

    private Evaluation(@Nullable Violations violations, long origin) {
        this.origin = origin;
        this.violations = violations;
        this.quiet = violations == null ? 1 : 0;
    }

    /** Answers only yes or no, and stops at the first no. */
    static Evaluation quiet() {
        return new Evaluation(null, 0);
    }

    static Evaluation collecting(int limit) {
        return collecting(limit, 0);
    }

    /** @param origin where position 0 is in the text */
    static Evaluation collecting(int limit, long origin) {
        return new Evaluation(new Violations(limit), origin);
    }

    boolean isQuiet() {
        return quiet > 0;
    }

    /** Whether the value keeps the schema, without telling anybody why not. */
    boolean test(Subschema schema, JsonValue value) {
        Marks outer = marks;
        marks = outer == null ? null : new Marks();
        quiet++;
        boolean valid = schema.judge(value, this);
        quiet--;
        leave(outer, valid);
        return valid;
    }

    /** As {@link #test}, where the schema says nothing about the members and items of the value that is judged. */
    boolean testApart(Subschema schema, JsonValue value) {
        Marks outer = marks;
        marks = null;
        quiet++;
        boolean valid = schema.judge(value, this);
        quiet--;
        marks = outer;
        return valid;
    }

    /** Judges by all keywords of a schema, with marks of its own. */
    boolean tracked(Subschema schema, JsonValue value) {
        Marks outer = marks;
        marks = new Marks();
        boolean valid = schema.judgeKeywords(value, this);
        leave(outer, valid);
        return valid;
    }

    /** Whether a verdict on this value may be known, or is to be kept. */
    boolean remembers(JsonValue value) {
        return (value instanceof ObjectValue || value instanceof ArrayValue) && verdicts.keep(value);
    }

    boolean remembered(Subschema schema, JsonValue value) {
        Verdict known = verdicts.find(schema, value);
        boolean fits = known != null && (known.told() || isQuiet()) && (marks == null || known.marks() != null);
        if (known == null || !fits) {
            Marks outer = marks;
            marks = outer == null ? null : new Marks();
            known = new Verdict(schema.judgeAnew(value, this), marks, !isQuiet());
            marks = outer;
            verdicts.put(schema, value, known);
        }
        if (marks != null && known.marks() != null) {
            marks.add(known.marks());
        }
        return known.valid();
    }

    /** What a schema has marked counts only where the value keeps it. */
    private void leave(@Nullable Marks outer, boolean valid) {
        if (outer != null && marks != null && valid) {
            outer.add(marks);
        }
        marks = outer;
    }

    boolean marks() {
        return marks != null;
    }

    void mark(String member) {
        if (marks != null) {
            marks.member(member);
        }
    }

    void mark(int item) {
        if (marks != null) {
            marks.item(item);
        }
    }

    boolean isMarked(String member) {
        return marks != null && marks.hasMember(member);
    }

    boolean isMarked(int item) {
        return marks != null && marks.hasItem(item);
    }

    boolean member(Subschema schema, String name, JsonValue value) {
        return below(name, schema, value);
    }

    boolean item(Subschema schema, int index, JsonValue value) {
        if (!isQuiet()) {
            return below(index, schema, value);
        }
        Marks outer = marks;
        marks = null;
        boolean valid = schema.judge(value, this);
        marks = outer;
        return valid;
    }

    private boolean below(Object step, Subschema schema, JsonValue value) {
        Marks outer = marks;
        marks = null;
        enter(step);
        boolean valid = schema.judge(value, this);
        depth--;
        marks = outer;
        return valid;
    }

    void enter(Object step) {
        if (depth == path.length) {
            path = Arrays.copyOf(path, Math.max(8, 2 * depth));
        }
        path[depth++] = step;
    }

    /** @return false, for the convenience of who found it */
    boolean violation(Expectation expected, int position) {
        int at = position < 0 ? -1 : (int) Math.min(origin + position, Integer.MAX_VALUE);
        if (quiet == 0 && violations != null && violations.wants(at)) {
            violations.add(new SchemaViolation(
                    pointer(), expected.keyword(), expected.pointer(), expected.message(), expected.code(), at));
        }
        return false;
    }

    /** A violation by a member or an item that may not be there. */
    boolean violation(Expectation expected, Object step, int position) {
        enter(step);
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

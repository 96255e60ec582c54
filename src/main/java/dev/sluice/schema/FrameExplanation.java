package dev.sluice.schema;

import dev.sluice.schema.JsonValue.ObjectValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells why a part of a large value, or the value itself, breaks its schema. */
final class FrameExplanation {

    /** Those that do not depend on what is in an array or object. */
    private static final Set<String> OF_TYPES = Set.of(
            "type",
            "enum",
            "const",
            "false",
            "additionalProperties",
            "propertyNames",
            "anyOf",
            "oneOf",
            "unevaluatedProperties",
            "unevaluatedItems");

    private final Evaluation evaluation;
    private final Frame frame;
    private final List<Keyword> keywords = new ArrayList<>();

    /**
     * @param frames the innermost first
     * @param origin where the bytes that are held begin in the text
     */
    FrameExplanation(Deque<Frame> frames, long origin, int limit) {
        this.frame = frames.element();
        this.evaluation = Evaluation.collecting(limit, origin);
        Iterator<Frame> outermostFirst = frames.descendingIterator();
        while (outermostFirst.hasNext()) {
            Frame next = outermostFirst.next();
            if (next.outer != Frame.Kind.TEXT && next.kind != Frame.Kind.TEXT) {
                evaluation.enter(next.step);
            }
        }
        collect(frame.shape.schemas, new HashSet<>());
    }

    private void collect(Collection<Subschema> schemas, Set<Subschema> visited) {
        for (Subschema schema : schemas) {
            if (visited.add(schema)) {
                for (Keyword keyword : schema.keywords()) {
                    if (keyword instanceof AllOf all) {
                        collect(all.applied(), visited);
                    } else if (keyword instanceof Alternatives alternatives) {
                        collect(fitting(alternatives), visited);
                    } else {
                        keywords.add(keyword);
                    }
                }
            }
        }
    }

    /** The type tells which alternative is meant: else the frame would have been too large. */
    private List<Subschema> fitting(Alternatives alternatives) {
        TypeSet.Type type = frame.kind == Frame.Kind.ARRAY ? TypeSet.Type.ARRAY : TypeSet.Type.OBJECT;
        return alternatives.applied().stream()
                .filter(schema -> schema.types().has(type))
                .toList();
    }

    /** A part that is held breaks its schema. */
    List<SchemaViolation> part(JsonValue value, Object step) {
        if (frame.kind == Frame.Kind.TEXT) {
            frame.shape.schemas.forEach(schema -> schema.judge(value, evaluation));
            return evaluation.violations();
        }
        for (Keyword keyword : keywords) {
            if (keyword instanceof Items items && step instanceof Integer index) {
                evaluation.item(items.item(index), index, value);
            } else if (keyword instanceof Members || keyword instanceof MemberNames) {
                Map<String, JsonValue> single = Map.of(step.toString(), value);
                keyword.judge(new ObjectValue(value.start(), value.end(), single), evaluation);
            }
        }
        if (evaluation.violations().isEmpty()) {
            keywords.stream()
                    .filter(Unevaluated.class::isInstance)
                    .forEach(keyword -> ((Unevaluated) keyword).judgePart(step, value, evaluation));
        }
        return evaluation.violations();
    }

    /** There is one part too many. */
    List<SchemaViolation> excess(int position) {
        for (Keyword keyword : keywords) {
            if (keyword instanceof ItemCount items
                    && frame.kind == Frame.Kind.ARRAY
                    && frame.count >= items.maximum()) {
                evaluation.violation(items.expected(), position);
            } else if (keyword instanceof MemberCount members
                    && frame.kind == Frame.Kind.OBJECT
                    && frame.count >= members.maximum()) {
                evaluation.violation(members.expected(), position);
            }
        }
        return evaluation.violations();
    }

    /** It ends too early. */
    List<SchemaViolation> lack(int position) {
        boolean array = frame.kind == Frame.Kind.ARRAY;
        for (Keyword keyword : keywords) {
            if (keyword instanceof ItemCount items && array && frame.count < items.minimum()) {
                evaluation.violation(items.expected(), position);
            } else if (keyword instanceof MemberCount members && !array && frame.count < members.minimum()) {
                evaluation.violation(members.expected(), position);
            } else if (keyword instanceof Required required && !array) {
                required.expected().forEach((name, expected) -> {
                    if (!frame.has(name)) {
                        evaluation.violation(expected, position);
                    }
                });
            }
        }
        return evaluation.violations();
    }

    /** A part that is too large to be held may not be there, or not be of its type. */
    List<SchemaViolation> type(JsonValue empty, Object step) {
        return part(empty, step).stream()
                .filter(violation -> OF_TYPES.contains(violation.keyword()))
                .toList();
    }

    /** A string that is too long to be held, and begins at the origin, is too long or too short. */
    List<SchemaViolation> length(Shape shape, long codePoints, Object step) {
        if (frame.kind != Frame.Kind.TEXT) {
            evaluation.enter(step);
        }
        for (StringCheck check : shape.strings) {
            if (check instanceof StringLength length && !length.accepts(codePoints)) {
                evaluation.violation(length.expected(), 0);
            }
        }
        return evaluation.violations();
    }
}

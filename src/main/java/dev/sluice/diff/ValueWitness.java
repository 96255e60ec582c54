package dev.sluice.diff;

import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.TypeSet;
import dev.sluice.schema.pattern.TextLengths;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a value that some schemas let through and another refuses: beside the bounds of both, with and without each
 * member. What it does not find may be there all the same. Not safe for concurrent use.
 */
final class ValueWitness {

    /** Values that are judged for all questions together. */
    private static final int MOST_IN_ALL = 20_000;

    private static final int MOST_AT_ONCE = 200;
    private static final int MOST_OF_A_PART = 12;
    private static final int LONGEST_ARRAY = 20;
    private static final int LONGEST_TEXT = 200;
    private static final int DEEPEST = 3;

    private final MergedSchemas schemas;
    private int left = MOST_IN_ALL;

    ValueWitness(MergedSchemas schemas) {
        this.schemas = schemas;
    }

    /** @param alternatives of the one that refuses, whose bounds are looked at */
    boolean isFound(Merged given, Demands refusing, List<Demands> alternatives) {
        if (left <= 0) {
            return false;
        }
        List<Merged> near = alternatives.stream()
                .limit(MOST_OF_A_PART)
                .map(one -> schemas.wanted(List.of(one)))
                .toList();
        return values(given, near, 0).stream()
                        .limit(MOST_AT_ONCE)
                        .anyMatch(value -> left-- > 0 && isLetThrough(given, value) && !refusing.accepts(value))
                || isText(given, refusing, near);
    }

    private static boolean isLetThrough(Merged given, JsonValue value) {
        return given.allows(Merged.type(value)) && given.leaves.stream().allMatch(leaf -> leaf.accepts(value));
    }

    /** Texts are many, and looked for by their patterns. */
    private static boolean isText(Merged given, Demands refusing, List<Merged> near) {
        if (!given.allows(TypeSet.Type.STRING) || given.values != null) {
            return false;
        }
        TextWitness texts = new TextWitness(given, text -> !refusing.accepts(new JsonValue.StringValue(-1, -1, text)));
        return near.stream().anyMatch(one -> texts.isFound(new TextLengths(one.minLength, one.maxLength)));
    }

    private List<JsonValue> values(Merged given, List<Merged> near, int depth) {
        if (given.values != null) {
            return given.values;
        }
        List<JsonValue> values = new ArrayList<>();
        if (given.allows(TypeSet.Type.NULL)) {
            values.add(new JsonValue.NullValue(-1, -1));
        }
        if (given.allows(TypeSet.Type.BOOLEAN)) {
            values.add(new JsonValue.BooleanValue(-1, -1, true));
            values.add(new JsonValue.BooleanValue(-1, -1, false));
        }
        if (given.allowsNumbers()) {
            numbers(given, near).forEach(number -> values.add(new JsonValue.NumberValue(-1, -1, number)));
        }
        if (given.allows(TypeSet.Type.STRING)) {
            texts(given, near).forEach(text -> values.add(new JsonValue.StringValue(-1, -1, text)));
        }
        if (depth < DEEPEST && given.allows(TypeSet.Type.ARRAY)) {
            arrays(given, near, depth, values);
        }
        if (depth < DEEPEST && given.allows(TypeSet.Type.OBJECT)) {
            objects(given, near, depth, values);
        }
        return values;
    }

    private static Set<BigDecimal> numbers(Merged given, List<Merged> near) {
        Set<BigDecimal> marks = new TreeSet<>(List.of(BigDecimal.ZERO));
        Stream.concat(Stream.of(given), near.stream()).forEach(one -> {
            Stream.of(one.lower, one.upper).forEach(limit -> mark(marks, limit));
            marks.addAll(one.divisors);
            listed(one).forEach(value -> {
                if (value instanceof JsonValue.NumberValue number) {
                    marks.add(number.value());
                }
            });
        });
        Set<BigDecimal> numbers = new LinkedHashSet<>();
        BigDecimal step = given.divisors.isEmpty() ? BigDecimal.ONE : given.divisors.get(0);
        for (BigDecimal mark : marks) {
            BigDecimal start = new Limit(mark, false).multiple(step, true).value();
            Stream.of(mark, start, start.subtract(step), start.add(step)).forEach(numbers::add);
            if (given.divisors.isEmpty() && given.allows(TypeSet.Type.NUMBER)) {
                numbers.add(mark.add(new BigDecimal("0.5")));
                numbers.add(mark.subtract(new BigDecimal("0.5")));
            }
        }
        return numbers;
    }

    private static void mark(Set<BigDecimal> marks, @Nullable Limit limit) {
        // sums of numbers that are far apart have all the digits between them
        if (limit != null
                && Math.abs((long) limit.value().scale()) + limit.value().precision() < LONGEST_TEXT) {
            marks.add(limit.value());
        }
    }

    private static List<JsonValue> listed(Merged one) {
        return one.values == null
                ? List.of()
                : one.values.stream().limit(MOST_OF_A_PART).toList();
    }

    private static Set<String> texts(Merged given, List<Merged> near) {
        Set<String> texts = new LinkedHashSet<>(List.of("", "a", "0"));
        Stream.concat(Stream.of(given), near.stream()).forEach(one -> {
            for (int length : new int[] {one.minLength - 1, one.minLength, one.maxLength, one.maxLength + 1}) {
                if (length > 0 && length <= LONGEST_TEXT) {
                    texts.add("a".repeat(length));
                }
            }
            listed(one).forEach(value -> {
                if (value instanceof JsonValue.StringValue text) {
                    texts.add(text.value());
                }
            });
        });
        return texts;
    }

    private void arrays(Merged given, List<Merged> near, int depth, List<JsonValue> values) {
        List<Merged> nearItems = near.stream().map(one -> schemas.item(one, 0)).toList();
        List<JsonValue> items = part(schemas.item(given, 0), nearItems, depth);
        Set<Integer> counts = new TreeSet<>(List.of(0, 1));
        Stream.concat(Stream.of(given), near.stream()).forEach(one -> {
            counts.add(one.minItems - 1);
            counts.add(one.minItems);
            counts.add(one.maxItems);
            counts.add(one.maxItems == Integer.MAX_VALUE ? 0 : one.maxItems + 1);
        });
        for (int count : counts) {
            if (count == 0) {
                values.add(new JsonValue.ArrayValue(-1, -1, List.of()));
            } else if (count > 0 && count <= LONGEST_ARRAY) {
                items.forEach(item -> values.add(new JsonValue.ArrayValue(
                        -1, -1, Stream.generate(() -> item).limit(count).toList())));
            }
        }
    }

    /** With the members that have to be there, and with each other one in each way besides. */
    private void objects(Merged given, List<Merged> near, int depth, List<JsonValue> values) {
        Map<String, List<JsonValue>> parts = new LinkedHashMap<>();
        Map<String, JsonValue> least = new LinkedHashMap<>();
        for (String name : names(given, near)) {
            List<Merged> nearMembers =
                    near.stream().map(one -> schemas.member(one, name)).toList();
            List<JsonValue> ways = part(schemas.member(given, name), nearMembers, depth);
            if (!ways.isEmpty()) {
                parts.put(name, ways);
                if (given.required.contains(name)) {
                    least.put(name, ways.get(0));
                }
            }
        }
        if (!least.keySet().containsAll(given.required)) {
            return;
        }
        values.add(new JsonValue.ObjectValue(-1, -1, least));
        parts.forEach((name, ways) -> ways.forEach(way -> {
            Map<String, JsonValue> more = new LinkedHashMap<>(least);
            more.put(name, way);
            values.add(new JsonValue.ObjectValue(-1, -1, more));
        }));
        Map<String, JsonValue> most = new LinkedHashMap<>();
        parts.forEach((name, ways) -> most.put(name, ways.get(0)));
        values.add(new JsonValue.ObjectValue(-1, -1, most));
    }

    private static Set<String> names(Merged given, List<Merged> near) {
        Set<String> names = new LinkedHashSet<>(given.required);
        Stream.concat(Stream.of(given), near.stream())
                .flatMap(one -> one.all(Demand.Members.class).stream())
                .flatMap(members -> members.properties().keySet().stream())
                .limit(MOST_AT_ONCE)
                .forEach(names::add);
        return names;
    }

    private List<JsonValue> part(Merged given, List<Merged> near, int depth) {
        if (given.isNothing()) {
            return List.of();
        }
        return values(given, near, depth + 1).stream()
                .filter(value -> left-- > 0 && isLetThrough(given, value))
                .limit(MOST_OF_A_PART)
                .toList();
    }
}

package dev.sluice.schema;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges all schemas that apply to one value into a shape. Keywords add what they demand. */
final class ShapeBuilder {

    /** No integer that the byte evaluator reads as a long reaches it. */
    private static final long BEYOND = 1_000_000_000_000_000_000L;

    /** Each level of alternatives may double the work. */
    private static final int MAX_NESTED = 4;

    private final Set<Subschema> schemas = new LinkedHashSet<>();
    private final List<StringCheck> strings = new ArrayList<>();
    private final Set<String> choices = new LinkedHashSet<>();
    private final List<NumberCheck> integers = new ArrayList<>();
    private final List<NumberCheck> decimals = new ArrayList<>();
    private final List<Items> items = new ArrayList<>();
    private final List<Members> members = new ArrayList<>();
    private final List<MemberNames> memberNames = new ArrayList<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final List<Discriminated> discriminated = new ArrayList<>();
    private TypeSet types = TypeSet.ANY;
    private long minimum = Long.MIN_VALUE;
    private long maximum = Long.MAX_VALUE;
    private boolean acceptsTrue = true;
    private boolean acceptsFalse = true;
    private int minItems;
    private int maxItems = Integer.MAX_VALUE;
    private int minProperties;
    private int maxProperties = Integer.MAX_VALUE;
    private boolean buffer;
    /** Whether some keyword means the schema that it stands in, so that schemas cannot be poured together. */
    private boolean unevaluated;
    /** How many alternatives are around the schemas. */
    private int nested;

    /** Adds a schema that applies to the same value. */
    void include(Subschema schema) {
        if (schemas.add(schema)) {
            for (Keyword keyword : schema.keywords()) {
                if (keyword instanceof Unevaluated unevaluated) {
                    unevaluated(unevaluated, schema);
                } else {
                    keyword.stream(this);
                }
            }
        }
    }

    private void unevaluated(Unevaluated keyword, Subschema owner) {
        unevaluated = true;
        Evaluated evaluated = Evaluated.by(owner);
        if (evaluated == null) {
            buffer();
        } else if (keyword.members() && !evaluated.allMembers()) {
            members(evaluated.otherMembers(keyword));
        } else if (!keyword.members() && !evaluated.allItems()) {
            items(evaluated.otherItems(keyword));
        }
    }

    /**
     * Schemas of which one, at least or exactly, must fit. Where no type of value can fit two of them, the type tells
     * which: what each says about its own types is all that it says.
     */
    void alternatives(List<Subschema> choice) {
        buffer |= nested == MAX_NESTED;
        TypeSet taken = TypeSet.of();
        List<ShapeBuilder> branches = new ArrayList<>();
        for (Subschema schema : buffer ? List.<Subschema>of() : choice) {
            ShapeBuilder branch = new ShapeBuilder();
            branch.nested = nested + 1;
            branch.include(schema);
            buffer |= branch.buffer
                    || !branch.discriminated.isEmpty()
                    || taken.and(branch.types).bits() != 0;
            taken = taken.or(branch.types);
            branches.add(branch);
        }
        types(taken);
        branches.forEach(this::merge);
    }

    private void merge(ShapeBuilder branch) {
        if (branch.types.has(TypeSet.Type.STRING)) {
            strings.addAll(branch.strings);
            choices.addAll(branch.choices);
        }
        if (branch.types.has(TypeSet.Type.INTEGER) || branch.types.has(TypeSet.Type.NUMBER)) {
            integers.addAll(branch.integers);
            decimals.addAll(branch.decimals);
            minimum = Math.max(minimum, branch.minimum);
            maximum = Math.min(maximum, branch.maximum);
        }
        if (branch.types.has(TypeSet.Type.BOOLEAN)) {
            booleans(branch.acceptsTrue, branch.acceptsFalse);
        }
        if (branch.types.has(TypeSet.Type.ARRAY)) {
            items.addAll(branch.items);
            itemCount(branch.minItems, branch.maxItems);
        }
        if (branch.types.has(TypeSet.Type.OBJECT)) {
            members.addAll(branch.members);
            memberNames.addAll(branch.memberNames);
            required.addAll(branch.required);
            memberCount(branch.minProperties, branch.maxProperties);
        }
    }

    /** Some keyword can be judged by a tree only. */
    void buffer() {
        buffer = true;
    }

    /** The schema of an object depends on one of its members. */
    void discriminated(Discriminated keyword) {
        discriminated.add(keyword);
    }

    void types(TypeSet allowed) {
        types = types.and(allowed);
    }

    void booleans(boolean allowTrue, boolean allowFalse) {
        acceptsTrue &= allowTrue;
        acceptsFalse &= allowFalse;
    }

    void string(StringCheck check) {
        strings.add(check);
    }

    /** Strings that keep the only check of strings, as it turns out. */
    void choices(Collection<String> few) {
        choices.addAll(few);
    }

    /** A check of all numbers. */
    void number(NumberCheck check) {
        integers.add(check);
        decimals.add(check);
    }

    /** A check that holds for every integer. */
    void decimal(NumberCheck check) {
        decimals.add(check);
    }

    void bound(NumberBound bound) {
        decimals.add(bound);
        if (bound.lower()) {
            minimum = Math.max(minimum, clipped(bound));
        } else {
            maximum = Math.min(maximum, clipped(bound));
        }
    }

    /** The integer next to a bound that keeps it. */
    private static long clipped(NumberBound bound) {
        BigDecimal limit = bound.limit();
        if (limit.abs().compareTo(BigDecimal.valueOf(BEYOND)) >= 0) {
            return limit.signum() * BEYOND;
        }
        long whole = limit.longValue();
        boolean exact = BigDecimal.valueOf(whole).compareTo(limit) == 0;
        if (exact) {
            return whole + (!bound.exclusive() ? 0 : bound.lower() ? 1 : -1);
        }
        return whole + (bound.lower() && limit.signum() > 0 ? 1 : !bound.lower() && limit.signum() < 0 ? -1 : 0);
    }

    void items(Items keyword) {
        items.add(keyword);
    }

    void itemCount(int lowest, int highest) {
        minItems = Math.max(minItems, lowest);
        maxItems = Math.min(maxItems, highest);
    }

    void members(Members keyword) {
        members.add(keyword);
    }

    void memberNames(MemberNames keyword) {
        memberNames.add(keyword);
    }

    void required(Collection<String> names) {
        required.addAll(names);
    }

    void memberCount(int lowest, int highest) {
        minProperties = Math.max(minProperties, lowest);
        maxProperties = Math.min(maxProperties, highest);
    }

    void build(Shape shape, Collection<Subschema> roots, Shapes shapes) {
        shape.schemas = List.copyOf(roots);
        shape.reach = shapes.reaches.of(roots, true);
        boolean tree = buffer || patterns() > OtherMembers.MAX_PATTERNS;
        if (tree || !discriminated.isEmpty()) {
            shape.buffered = shape.schemas;
            boolean single = discriminated.size() == 1 && !unevaluated && !shapes.isFull();
            shape.branches = !tree && single ? branches(discriminated.get(0), shapes) : null;
            return;
        }
        shape.types = types.bits();
        shape.strings = strings.toArray(StringCheck[]::new);
        if (strings.size() == 1) {
            shape.choices = choices.stream()
                    .map(choice -> new Token((choice + '"').getBytes(StandardCharsets.UTF_8)))
                    .toArray(Token[]::new);
        }
        shape.minimum = minimum;
        shape.maximum = maximum;
        shape.integers = integers.toArray(NumberCheck[]::new);
        shape.decimals = decimals.toArray(NumberCheck[]::new);
        shape.acceptsTrue = acceptsTrue && types.has(TypeSet.Type.BOOLEAN);
        shape.acceptsFalse = acceptsFalse && types.has(TypeSet.Type.BOOLEAN);
        shape.array = array(shapes);
        shape.object = object(shapes);
    }

    /** Each branch, merged with everything else that applies. */
    private Branches branches(Discriminated keyword, Shapes shapes) {
        List<Keyword> others = schemas.stream()
                .flatMap(schema -> schema.keywords().stream())
                .filter(other -> other != keyword && !(other instanceof AllOf))
                .toList();
        Subschema rest = new Subschema("");
        rest.define(others, Notes.NONE);
        Map<String, Shape> byName = new LinkedHashMap<>();
        keyword.branches().forEach((name, branch) -> byName.put(name, shapes.of(List.of(rest, branch))));
        return new Branches(keyword.property(), byName);
    }

    private int patterns() {
        return members.stream().mapToInt(keyword -> keyword.patterns().size()).sum();
    }

    private ArrayShape array(Shapes shapes) {
        int longest = items.stream()
                .mapToInt(keyword -> keyword.prefix().size())
                .max()
                .orElse(0);
        List<Shape> prefix = new ArrayList<>();
        for (int i = 0; i < longest; i++) {
            int index = i;
            prefix.add(
                    shapes.of(items.stream().map(keyword -> keyword.item(index)).toList()));
        }
        Shape rest = shapes.of(items.stream().map(Items::rest).toList());
        return new ArrayShape(prefix, rest, minItems, maxItems);
    }

    private ObjectShape object(Shapes shapes) {
        Set<String> names = new LinkedHashSet<>();
        members.forEach(keyword -> names.addAll(keyword.properties().keySet()));
        names.addAll(required);
        List<Shape> values = new ArrayList<>();
        MembersByName byName = new MembersByName(members, true);
        for (String name : names) {
            values.add(shapes.of(schemasOf(name, byName)));
        }
        Shape additional = shapes.of(members.stream().map(Members::additional).toList());
        OtherMembers others =
                patterns() == 0 && memberNames.isEmpty() ? null : new OtherMembers(members, memberNames, shapes);
        return new ObjectShape(List.copyOf(names), values, required, additional, others, minProperties, maxProperties);
    }

    private List<Subschema> schemasOf(String name, MembersByName byName) {
        return memberNames.stream().allMatch(rule -> rule.accepts(name))
                ? byName.of(name).stream()
                        .flatMap(keyword -> keyword.schemasOf(name).stream())
                        .toList()
                : List.of(Subschema.FALSE);
    }
}

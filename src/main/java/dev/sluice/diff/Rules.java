package dev.sluice.diff;

import dev.sluice.schema.Demand;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.TypeSet;
import dev.sluice.schema.format.TextFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What an inclusion rests on: every demand of the wider schemas has to be guaranteed by the narrower ones. */
final class Rules {

    /** The formats that the compiled schemas have as bounds. */
    static final Set<String> NUMBER_FORMATS = Set.of("int32", "int64", "float", "double");

    /** More schemas for one value are not compared. */
    private static final int MOST_LEAVES = 250;

    private final MergedSchemas schemas;
    private final Inclusions inclusions;
    private final SameSchemas same = new SameSchemas();
    private final ScalarRules scalars = new ScalarRules();
    private final ObjectRules objects;
    private final ArrayRules arrays;
    private final AlternativeRules alternatives;

    Rules(MergedSchemas schemas, Inclusions inclusions) {
        this.schemas = schemas;
        this.inclusions = inclusions;
        this.objects = new ObjectRules(schemas, inclusions, same);
        this.arrays = new ArrayRules(schemas, inclusions, same);
        this.alternatives = new AlternativeRules(schemas, inclusions);
    }

    Goal goal(Inclusion claim) {
        Merged given = claim.narrow;
        Merged wide = claim.wide;
        if (given == wide || given.isNothing() || wide.leaves.isEmpty()) {
            return Goal.All.NOTHING;
        }
        if (given.leaves.size() > MOST_LEAVES || wide.leaves.size() > MOST_LEAVES) {
            return new Goal.Broken(Difference.unclear(
                    "",
                    "not-compared",
                    wide.leaves.get(0),
                    "at most " + MOST_LEAVES + " schemas for one value",
                    given.leaves.size() + " schemas"));
        }
        if (given.values != null) {
            return listed(given, given.values, wide);
        }
        Goal direct = direct(given, wide);
        if (direct == Goal.All.NOTHING) {
            return direct;
        }
        List<Supplier<Goal>> ways = new ArrayList<>(List.of(() -> direct));
        List<Demand.Any> choices = given.all(Demand.Any.class);
        for (Demand.Any any : choices.subList(0, Math.min(2, choices.size()))) {
            ways.add(() -> each(given, any, wide));
        }
        ways.add(() -> isAmong(given, wide) ? Goal.All.NOTHING : direct);
        boolean split = !choices.isEmpty() && wide.all(Demand.Any.class).isEmpty();
        return new Goal.Some(ways, null, split ? 1 : 0);
    }

    /** Whether it is all said of what is given, word by word. */
    private boolean isAmong(Merged given, Merged wide) {
        return wide.leaves.stream().allMatch(leaf -> same.among(given, leaf));
    }

    private Goal each(Merged given, Demand.Any any, Merged wide) {
        return new Goal.All(any.alternatives().stream()
                .map(one -> new Goal.Part(inclusions.of(schemas.taking(given, any, one), wide), ""))
                .toList());
    }

    /** Of values that are written out, each is asked about. */
    private static Goal listed(Merged given, List<JsonValue> values, Merged wide) {
        List<Goal> goals = new ArrayList<>();
        List<JsonValue> refused = values.stream()
                .filter(value -> !wide.allows(Merged.type(value))
                        || !wide.leaves.stream().allMatch(leaf -> leaf.accepts(value)))
                .toList();
        if (!refused.isEmpty()) {
            goals.add(new Goal.Broken(ofListed(refused, wide)));
        }
        boolean strings = values.stream().anyMatch(JsonValue.StringValue.class::isInstance);
        wide.formats.stream()
                .filter(format -> strings && !given.formats.contains(format))
                .filter(format -> !values.stream().allMatch(value -> isOf(format, value)))
                .forEach(format -> goals.add(ScalarRules.format(given, wide, format)));
        return new Goal.All(goals);
    }

    private static boolean isOf(String format, JsonValue value) {
        TextFormat known = TextFormat.named(format);
        return !(value instanceof JsonValue.StringValue text) || (known != null && known.accepts(text.value()));
    }

    private static Difference ofListed(List<JsonValue> refused, Merged wide) {
        String values = Words.values(refused);
        if (wide.values != null) {
            Asked list = wide.asked.stream()
                    .filter(one -> one.demand() instanceof Demand.Values)
                    .findFirst()
                    .orElseThrow();
            return Difference.certain(
                    "enum", "enum-value-removed", "enum-value-added", list.owner(), values, Words.values(wide.values));
        }
        if (wide.isNothing()) {
            return Difference.certain("", "removed", "added", wide.leaves.get(0), values, "no value here");
        }
        return Difference.certain(
                "enum",
                "enum-value-refused",
                "enum-value-allowed",
                wide.leaves.get(0),
                values,
                "values that keep the other keywords");
    }

    private Goal direct(Merged given, Merged wide) {
        List<Goal> goals = new ArrayList<>();
        for (Asked asked : wide.asked) {
            Demand demand = asked.demand();
            if (demand instanceof Demand.Any any) {
                goals.add(alternatives.any(given, any, asked));
            } else if (demand instanceof Demand.Named named) {
                goals.add(alternatives.named(given, named, asked));
            } else if (demand instanceof Demand.Not not) {
                goals.add(alternatives.not(given, not, asked));
            } else if (demand instanceof Demand.If condition) {
                goals.add(alternatives.condition(given, condition, asked));
            } else {
                scalars.add(given, asked, goals);
                arrays.add(given, asked, goals);
                objects.add(given, asked, goals);
            }
        }
        scalars.formats(given, wide, goals);
        if (given.allows(TypeSet.Type.ARRAY)) {
            arrays.items(given, wide, goals);
        }
        if (given.allows(TypeSet.Type.OBJECT)) {
            objects.members(given, wide, goals);
        }
        goals.removeIf(goal -> goal == Goal.All.NOTHING);
        return goals.isEmpty() ? Goal.All.NOTHING : new Goal.All(goals);
    }

    static final TypeSet NUMBERS = TypeSet.of(TypeSet.Type.INTEGER, TypeSet.Type.NUMBER);
}

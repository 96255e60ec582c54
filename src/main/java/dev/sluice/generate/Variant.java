package dev.sluice.generate;

import dev.sluice.generate.Sketch.Rest;
import dev.sluice.generate.Sketch.Spoken;
import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.TypeSet;
import dev.sluice.schema.pattern.TextSampler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One way to make values of a plan: all choices are made. Safe for any number of threads. */
final class Variant {

    private static final List<String> WORDS =
            List.of("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta");
    private static final int INVENTED = 24;
    private static final int TEXTS = 4;

    final Plan plan;
    final Sketch sketch;
    private final List<TypeSet.Type> types;
    private final @Nullable List<JsonValue> candidates;
    private final Set<String> declared;
    private final @Nullable TextSampler sampler;

    // guarded by the plans
    private final Map<String, Plan> members = new HashMap<>();
    private final Map<Long, Plan> items = new HashMap<>();
    private @Nullable List<String> further;
    private @Nullable List<String> texts;
    private @Nullable List<TypeSet.Type> possible;

    Variant(Plan plan, Sketch sketch) {
        this.plan = plan;
        this.sketch = sketch;
        sketch.settle();
        List<JsonValue> values = sketch.values;
        TypeSet possible = values == null ? sketch.possible() : sketch.types;
        this.candidates =
                values == null ? null : values.stream().filter(plan::accepts).toList();
        this.types = inOrder(possible);
        this.declared = new LinkedHashSet<>();
        sketch.members.forEach(
                member -> declared.addAll(member.demand().properties().keySet()));
        this.sampler = sketch.patterns.isEmpty() ? null : TextSampler.of(sketch.patterns);
    }

    /** The type that is meant first. */
    private List<TypeSet.Type> inOrder(TypeSet possible) {
        List<TypeSet.Type> order = new ArrayList<>();
        boolean object = !sketch.members.isEmpty() || !sketch.required.isEmpty() || sketch.minMembers > 0;
        boolean array = !sketch.items.isEmpty() || !sketch.contains.isEmpty() || sketch.minItems > 0;
        boolean number = sketch.lowest != null || sketch.highest != null || !sketch.divisors.isEmpty() || sketch.whole;
        boolean text = sketch.minLength > 0 || sketch.maxLength < Integer.MAX_VALUE || !sketch.patterns.isEmpty();
        if (possible.has(TypeSet.Type.OBJECT) && object) {
            order.add(TypeSet.Type.OBJECT);
        }
        if (possible.has(TypeSet.Type.ARRAY) && array) {
            order.add(TypeSet.Type.ARRAY);
        }
        TypeSet.Type numeric = sketch.types.has(TypeSet.Type.NUMBER) ? TypeSet.Type.NUMBER : TypeSet.Type.INTEGER;
        if (possible.has(numeric) && number && !text) {
            order.add(numeric);
        }
        for (TypeSet.Type type : List.of(
                TypeSet.Type.STRING,
                TypeSet.Type.NUMBER,
                TypeSet.Type.INTEGER,
                TypeSet.Type.BOOLEAN,
                TypeSet.Type.OBJECT,
                TypeSet.Type.ARRAY,
                TypeSet.Type.NULL)) {
            boolean both = type == TypeSet.Type.INTEGER && possible.has(TypeSet.Type.NUMBER);
            if (possible.has(type) && !order.contains(type) && !both) {
                order.add(type);
            }
        }
        return order;
    }

    /** What values of this variant can be, the first that is meant first. */
    List<TypeSet.Type> types() {
        return types;
    }

    /** The values of an enum that are valid; null where there is none. */
    @Nullable
    List<JsonValue> candidates() {
        return candidates;
    }

    /** Those of the types that there are values of, as far as the demands tell. */
    List<TypeSet.Type> possible() {
        synchronized (plan.plans()) {
            List<TypeSet.Type> known = possible;
            if (known == null) {
                known = types.stream()
                        .filter(type -> Leasts.isPossible(this, type))
                        .toList();
                possible = known;
            }
            return known;
        }
    }

    @Nullable
    TextSampler sampler() {
        return sampler;
    }

    /** Whether every value is as good as any other. */
    boolean isAnything() {
        return types.size() == TypeSet.Type.values().length - 1
                && types.get(0) == TypeSet.Type.STRING
                && sketch.hints.isEmpty()
                && !sketch.uncertain;
    }

    /** Whether a text may have to be looked for. */
    boolean isTextHard() {
        return sampler != null || !sketch.formats.isEmpty();
    }

    /** Some texts, where they may have to be looked for; none where none was found. */
    List<String> texts() {
        synchronized (plan.plans()) {
            List<String> known = texts;
            if (known == null) {
                known = new ArrayList<>();
                String text = "";
                for (int seed = 1; seed <= TEXTS && text != null; seed++) {
                    text = new TextMaker(this, "", new SplittableRandom(seed)).found();
                    if (text != null) {
                        known.add(text);
                    }
                }
                texts = known;
            }
            return known;
        }
    }

    /** The names that the schemas know. */
    Set<String> declared() {
        return declared;
    }

    /** Whether {@code propertyNames} lets a member have this name. */
    boolean allows(String name) {
        for (Demands names : sketch.memberNames) {
            if (!names.accepts(new StringValue(-1, -1, name))) {
                return false;
            }
        }
        return true;
    }

    Plan member(String name) {
        synchronized (plan.plans()) {
            Plan known = members.get(name);
            if (known == null) {
                known = plan.plans().of(demands(name));
                members.put(name, known);
            }
            return known;
        }
    }

    private Set<Demands> demands(String name) {
        Set<Demands> demands = new LinkedHashSet<>();
        Set<Integer> looked = new HashSet<>();
        for (Spoken<Demand.Members> spoken : sketch.members) {
            List<Demands> ofMember = demands(spoken.demand(), name);
            demands.addAll(ofMember);
            if (!ofMember.isEmpty()) {
                looked.addAll(spoken.scopes());
            }
        }
        for (Rest rest : sketch.rests) {
            if (rest.demand().members() && !looked.contains(rest.scope())) {
                demands.add(rest.demand().rest());
            }
        }
        return demands;
    }

    private static List<Demands> demands(Demand.Members members, String name) {
        List<Demands> demands = new ArrayList<>();
        Demands named = members.properties().get(name);
        if (named != null) {
            demands.add(named);
        }
        for (Demand.MatchedMembers matched : members.patterns()) {
            if (matched.pattern().isFoundIn(name)) {
                demands.add(matched.member());
            }
        }
        if (demands.isEmpty() && members.others() != null) {
            demands.add(members.others());
        }
        return demands;
    }

    /** The names with those that they ask for by {@code dependentRequired}. */
    Set<String> closed(Set<String> names) {
        if (sketch.dependentNames.isEmpty()) {
            return names;
        }
        Set<String> all = new LinkedHashSet<>(names);
        int before;
        do {
            before = all.size();
            for (Demand.DependentNames dependent : sketch.dependentNames) {
                dependent.names().forEach((name, required) -> {
                    if (all.contains(name)) {
                        all.addAll(required);
                    }
                });
            }
        } while (all.size() > before);
        return all;
    }

    /** Names of members that need not be there: the declared ones, then others. */
    List<String> further() {
        synchronized (plan.plans()) {
            List<String> known = further;
            if (known == null) {
                Set<String> names = new LinkedHashSet<>(declared);
                names.removeAll(sketch.required);
                names.addAll(invented());
                known = List.copyOf(names);
                further = known;
            }
            return known;
        }
    }

    /** Names that no schema has, but that the patterns for names allow. */
    List<String> invented() {
        Set<String> names = new LinkedHashSet<>();
        SplittableRandom random = new SplittableRandom(sketch.members.size());
        if (!sketch.memberNames.isEmpty()) {
            Set<Demands> demands = new LinkedHashSet<>(sketch.memberNames);
            demands.add(Made.of("", new Demand.Types(TypeSet.of(TypeSet.Type.STRING))));
            Plan plan = this.plan.plans().of(demands);
            for (int i = 0; i < INVENTED; i++) {
                if (new Making(i, Limits.WORK / 10).root(plan) instanceof StringValue name) {
                    names.add(name.value());
                }
            }
        }
        for (Spoken<Demand.Members> spoken : sketch.members) {
            for (Demand.MatchedMembers matched : spoken.demand().patterns()) {
                TextSampler sampled = TextSampler.of(List.of(matched.pattern()));
                for (int i = 0; i < INVENTED / 3; i++) {
                    String name = sampled.sample(random, i, 64, this::allows);
                    if (name != null) {
                        names.add(name);
                    }
                }
            }
        }
        names.addAll(WORDS);
        for (int i = 1; names.size() < Math.min(sketch.minMembers, Limits.NODES) + INVENTED; i++) {
            names.add("member" + i);
        }
        names.removeAll(declared);
        names.removeIf(name -> !allows(name));
        return List.copyOf(names);
    }

    /** Whether members that no schema names have a schema all the same. */
    boolean isMap() {
        for (Spoken<Demand.Members> spoken : sketch.members) {
            Demands others = spoken.demand().others();
            if (!spoken.demand().patterns().isEmpty()
                    || (others != null && !others.demands().isEmpty())) {
                return true;
            }
        }
        return false;
    }

    /** How many items there must be when those for {@code contains} begin at an index. */
    int leastItems(int shift) {
        int wanted = 0;
        for (Spoken<Demand.Contains> spoken : sketch.contains) {
            wanted = Math.min(wanted + spoken.demand().minimum(), Limits.NODES);
        }
        return Math.max(sketch.minItems, wanted == 0 ? 0 : (shift == ALL_IN_ONE ? most() : shift + wanted));
    }

    private int most() {
        int most = 0;
        for (Spoken<Demand.Contains> spoken : sketch.contains) {
            most = Math.max(most, spoken.demand().minimum());
        }
        return most;
    }

    /** Stands for: each item fits all that is contained. */
    static final int ALL_IN_ONE = -1;

    /** Where items for {@code contains} may begin. */
    List<Integer> shifts() {
        if (sketch.contains.isEmpty()) {
            return List.of(0);
        }
        int prefix = sketch.items.stream()
                .mapToInt(spoken -> spoken.demand().prefix().size())
                .max()
                .orElse(0);
        return List.of(0, prefix, ALL_IN_ONE);
    }

    /** @param shift where the items begin that fit what is contained */
    Plan item(int index, int shift) {
        synchronized (plan.plans()) {
            int prefix = sketch.items.stream()
                    .mapToInt(spoken -> spoken.demand().prefix().size())
                    .max()
                    .orElse(0);
            int last = Math.max(prefix, leastItems(shift));
            return items.computeIfAbsent(
                    (long) Math.min(index, last) << 32 | (shift + 1),
                    added -> plan.plans().of(demands(index, shift)));
        }
    }

    private Set<Demands> demands(int index, int shift) {
        Set<Demands> demands = new LinkedHashSet<>();
        Set<Integer> looked = new HashSet<>();
        for (Spoken<Demand.Items> spoken : sketch.items) {
            List<Demands> prefix = spoken.demand().prefix();
            Demands item =
                    index < prefix.size() ? prefix.get(index) : spoken.demand().rest();
            if (item != null) {
                demands.add(item);
                looked.addAll(spoken.scopes());
            }
        }
        int start = Math.max(shift, 0);
        for (Spoken<Demand.Contains> spoken : sketch.contains) {
            Demand.Contains contains = spoken.demand();
            if (index >= start && index < start + contains.minimum()) {
                demands.add(contains.item());
                if (contains.evaluates()) {
                    looked.addAll(spoken.scopes());
                }
            } else if (contains.maximum() < Limits.NODES) {
                demands.add(Made.not(contains.item()));
            }
            start += shift == ALL_IN_ONE ? 0 : contains.minimum();
        }
        for (Rest rest : sketch.rests) {
            if (!rest.demand().members() && !looked.contains(rest.scope())) {
                demands.add(rest.demand().rest());
            }
        }
        return demands;
    }
}

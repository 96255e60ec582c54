package dev.sluice.generate;

import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.BooleanValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.TypeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells in which ways demands can be kept that leave a choice. */
final class Choices {

    private static final Demand OBJECT = new Demand.Types(TypeSet.of(TypeSet.Type.OBJECT));
    private static final Demand NO_OBJECT = new Demand.Types(
            new TypeSet(TypeSet.ANY.bits() & ~TypeSet.of(TypeSet.Type.OBJECT).bits()));

    private Choices() {}

    /** @return null where the demand leaves no choice */
    static @Nullable Choice of(Demand demand, String pointer, Set<Integer> scopes) {
        if (demand instanceof Demand.Any any) {
            List<List<Demands>> options =
                    any.alternatives().stream().map(List::of).toList();
            return new Choice(pointer, options, any.exactlyOne(), scopes);
        }
        if (demand instanceof Demand.Named named) {
            return new Choice(pointer, named(named, pointer), false, scopes);
        }
        if (demand instanceof Demand.Not not) {
            // what a refused schema looks at, nobody sees
            return new Choice(pointer, Negation.of(not.refused()), false, Set.of());
        }
        if (demand instanceof Demand.If condition) {
            List<Demands> met = List.of(condition.condition(), condition.then());
            List<Demands> unmet = List.of(Made.not(condition.condition()), condition.otherwise());
            return new Choice(pointer, List.of(met, unmet), false, scopes);
        }
        if (demand instanceof Demand.DependentDemands dependent) {
            return dependent(dependent, pointer, scopes);
        }
        return null;
    }

    private static List<List<Demands>> named(Demand.Named named, String pointer) {
        List<List<Demands>> options = new ArrayList<>();
        named.branches().forEach((name, branch) -> options.add(List.of(name(named.property(), name, pointer), branch)));
        if (named.optional() || named.alternatives() == null) {
            options.add(List.of(Made.of(pointer, NO_OBJECT)));
        }
        if (named.optional()) {
            options.add(List.of(Made.forbidden(pointer, named.property())));
        }
        Demand.Any any = named.alternatives();
        if (any != null) {
            any.alternatives()
                    .forEach(alternative -> options.add(
                            named.open() ? List.of(alternative) : List.of(Made.of(pointer, NO_OBJECT), alternative)));
        }
        return options;
    }

    private static Demands name(String property, String name, String pointer) {
        List<JsonValue> values = new ArrayList<>();
        values.add(new StringValue(-1, -1, name));
        if (name.equals("true") || name.equals("false")) {
            values.add(new BooleanValue(-1, -1, name.equals("true")));
        }
        Demands named = new Made(pointer, List.of(new Demand.Values(values)), value -> true);
        return Made.of(pointer, OBJECT, new Demand.Required(Set.of(property)), Made.member(property, named));
    }

    /** One after the other, because each leaves a choice of its own. */
    private static @Nullable Choice dependent(Demand.DependentDemands dependent, String pointer, Set<Integer> scopes) {
        List<Demands> single = new ArrayList<>();
        dependent.demands().forEach((name, demands) -> {
            List<Demands> two = List.of(
                    new Made(
                            pointer,
                            List.of(new Demand.Required(Set.of(name)), new Demand.All(List.of(demands))),
                            value -> true),
                    Made.of(pointer, Made.member(name, Made.NOTHING)));
            single.add(Made.of(pointer, new Demand.Any(two, false)));
        });
        return single.isEmpty() ? null : new Choice(pointer, List.of(single), false, scopes);
    }
}

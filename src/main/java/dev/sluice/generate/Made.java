package dev.sluice.generate;

import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Demands that no schema of the contract makes, but that follow from a choice. Equal to what demands the same. */
final class Made implements Demands {

    /** No value at all. */
    static final Demands NOTHING = new Made("", List.of(new Demand.Nothing()), value -> false);

    private final String pointer;
    private final List<Demand> demands;
    private final Predicate<JsonValue> kept;
    private final int hash;

    Made(String pointer, List<Demand> demands, Predicate<JsonValue> kept) {
        this.pointer = pointer;
        this.demands = demands;
        this.kept = kept;
        this.hash = demands.hashCode();
    }

    /** What says nothing that could be judged alone: who asks it judges the whole. */
    static Demands of(String pointer, Demand... demands) {
        return new Made(pointer, List.of(demands), value -> true);
    }

    static Demands not(Demands refused) {
        return new Made(refused.pointer(), List.of(new Demand.Not(refused)), value -> !refused.accepts(value));
    }

    static Demands required(String pointer, String name) {
        return new Made(
                pointer,
                List.of(new Demand.Required(Set.of(name))),
                value -> !(value instanceof ObjectValue object) || object.get(name) != null);
    }

    static Demands forbidden(String pointer, String name) {
        return new Made(
                pointer,
                List.of(member(name, NOTHING)),
                value -> !(value instanceof ObjectValue object) || object.get(name) == null);
    }

    static Demand.Members member(String name, Demands demands) {
        return new Demand.Members(Map.of(name, demands), List.of(), null);
    }

    @Override
    public String pointer() {
        return pointer;
    }

    @Override
    public List<Demand> demands() {
        return demands;
    }

    @Override
    public boolean accepts(JsonValue value) {
        return kept.test(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Made made && hash == made.hash && demands.equals(made.demands);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}

package dev.sluice.diff;

import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import dev.sluice.schema.JsonValue;
import java.util.List;

/** A schema that stands nowhere and asks for little. */
record Anything(List<Demand> demands) implements Demands {

    /** Lets every value pass. */
    static final Demands ALL = new Anything(List.of());

    /** Lets no value pass. */
    static final Demands NONE = new Anything(List.of(new Demand.Nothing()));

    /** References that are followed. */
    private static final int DEEPEST = 10;

    /** Whether a schema plainly lets no value pass, however that is spelled. */
    static boolean isNothing(Demands schema) {
        return isNothing(schema, DEEPEST);
    }

    private static boolean isNothing(Demands schema, int depth) {
        return schema.demands().stream()
                .anyMatch(demand -> demand instanceof Demand.Nothing
                        || (demand instanceof Demand.Not not && isEverything(not.refused(), depth))
                        || (demand instanceof Demand.All all
                                && depth > 0
                                && all.parts().stream().anyMatch(part -> isNothing(part, depth - 1))));
    }

    /** Whether a schema plainly lets every value pass. */
    static boolean isEverything(Demands schema) {
        return isEverything(schema, DEEPEST);
    }

    private static boolean isEverything(Demands schema, int depth) {
        return schema.demands().stream()
                .allMatch(demand -> demand instanceof Demand.All all
                        && depth > 0
                        && all.parts().stream().allMatch(part -> isEverything(part, depth - 1)));
    }

    @Override
    public String pointer() {
        return "";
    }

    @Override
    public boolean accepts(JsonValue value) {
        return demands.isEmpty();
    }
}

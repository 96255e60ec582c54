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

    @Override
    public String pointer() {
        return "";
    }

    @Override
    public boolean accepts(JsonValue value) {
        return demands.isEmpty();
    }
}

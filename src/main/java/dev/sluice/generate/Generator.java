package dev.sluice.generate;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.Schema;
import java.util.Set;

/**
 * Makes sources of values for schemas. What schemas have in common is worked out once by one generator: use one for all
 * schemas of a contract. Safe for any number of threads.
 */
public final class Generator {

    private static final int SEEDS = 6;
    /** What the schemas of a huge contract have in common is forgotten now and then. */
    private static final int MOST_PLANS = 8_000;

    private Plans plans = new Plans();

    /** A source for one schema that has nothing in common with others. */
    public static ValueSource of(Schema schema) throws UnsatisfiableException {
        return new Generator().source(schema);
    }

    /**
     * A source of values for a schema. Finds a valid value first, so that none has to be looked for in vain later.
     *
     * @throws UnsatisfiableException where no value can keep the schema, or none is found
     */
    public ValueSource source(Schema schema) throws UnsatisfiableException {
        Plan plan = plan(schema);
        Making making = new Making(0, Limits.WORK);
        for (int seed = 0; seed < SEEDS; seed++) {
            making = new Making(seed, Limits.WORK);
            JsonValue value = making.root(plan);
            if (value != null && schema.accepts(value)) {
                return new Source(schema, plan, seed, null);
            }
        }
        for (JsonValue shown : plan.shown()) {
            return new Source(schema, plan, 0, shown);
        }
        throw Blame.of(schema, plan, making);
    }

    private synchronized Plan plan(Schema schema) {
        if (plans.size() > MOST_PLANS) {
            plans = new Plans();
        }
        return plans.of(Set.of(schema.demands()));
    }
}

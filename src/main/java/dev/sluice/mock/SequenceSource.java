package dev.sluice.mock;

import dev.sluice.contract.SequencePlan;
import dev.sluice.generate.Generator;
import dev.sluice.generate.UnsatisfiableException;
import dev.sluice.generate.ValueSource;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A few items for a sequential media type, as an array. Safe for many threads. */
final class SequenceSource implements ValueSource {

    private static final int FEW = 3;

    /** How far apart the seeds of two items are: the whole is asked for with seeds next to each other. */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final SequencePlan plan;
    private final @Nullable ValueSource items;
    private final @Nullable ValueSource whole;

    private SequenceSource(SequencePlan plan, @Nullable ValueSource items, @Nullable ValueSource whole) {
        this.plan = plan;
        this.items = items;
        this.whole = whole;
    }

    static SequenceSource of(SequencePlan plan, Generator generator) throws UnsatisfiableException {
        Schema whole = plan.whole();
        return new SequenceSource(
                plan,
                plan.declared() ? generator.source(plan.items()) : null,
                whole == null ? null : generator.source(whole));
    }

    @Override
    public JsonValue value(long seed) {
        List<JsonValue> few = new ArrayList<>();
        for (int i = 0; i < FEW && items != null; i++) {
            few.add(items.value(seed + i * STEP));
        }
        ArrayValue made = new ArrayValue(-1, -1, List.copyOf(few));
        boolean right = items != null && (plan.whole() == null || plan.whole().accepts(made));
        return right || whole == null ? made : whole.value(seed);
    }
}

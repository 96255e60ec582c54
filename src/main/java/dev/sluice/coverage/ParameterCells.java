package dev.sluice.coverage;

import dev.sluice.contract.ParameterPlan;
import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.TypeSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of a parameter.
 *
 * @param counter of how many requests had it
 * @param values with counters of their own from {@code firstValue} on, or null
 * @param separator between the values of an array that stand in one text, or 0
 */
record ParameterCells(
        ParameterPlan plan, int counter, @Nullable ValueTable values, int firstValue, char separator) {

    static ParameterCells of(ParameterPlan plan, int counter) {
        List<JsonValue> values = new ArrayList<>();
        boolean listed = collect(plan.schema().demands(), values, 0);
        ValueTable table = plan.content() == null ? ValueTable.of(values) : null;
        boolean joined = listed && (!plan.explode() || plan.style() == ParameterPlan.Style.SIMPLE);
        char separator = !joined
                ? 0
                : switch (plan.style()) {
                    case PIPE_DELIMITED -> '|';
                    case SPACE_DELIMITED -> ' ';
                    default -> ',';
                };
        return new ParameterCells(plan, counter, table, counter + 1, separator);
    }

    /** Whether they are those of items. */
    private static boolean collect(Demands schema, List<JsonValue> values, int depth) {
        boolean items = false;
        for (Demand demand : depth > 8 ? List.<Demand>of() : schema.demands()) {
            if (demand instanceof Demand.Values some) {
                values.addAll(some.values());
            } else if (demand instanceof Demand.All all) {
                for (Demands part : all.parts()) {
                    items |= collect(part, values, depth + 1);
                }
            } else if (demand instanceof Demand.Any any) {
                for (Demands part : any.alternatives()) {
                    items |= collect(part, values, depth + 1);
                }
            } else if (demand instanceof Demand.Items list && list.rest() != null) {
                collect(list.rest(), values, depth + 1);
                items = true;
            }
        }
        return items;
    }

    /** Whether its decoded value tells which of {@code values} it is: of others the text tells how they were written. */
    boolean isCountedDecoded() {
        return values == null || plan.schema().types().equals(TypeSet.TEXT);
    }

    int size() {
        return 1 + (values == null ? 0 : values.size());
    }
}

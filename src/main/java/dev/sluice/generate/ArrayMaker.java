package dev.sluice.generate;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes arrays: as many items as there must be, else one to three. */
final class ArrayMaker {

    private static final int USUAL = 3;
    private static final int TRIES = 30;

    private final Making making;
    private final Variant variant;
    private final Sketch sketch;
    private final String name;
    private final Extent extent;

    ArrayMaker(Making making, Variant variant, String name, Extent extent) {
        this.making = making;
        this.variant = variant;
        this.sketch = variant.sketch;
        this.name = Looks.singular(name);
        this.extent = extent;
    }

    @Nullable
    JsonValue value(int nodes) {
        List<Integer> shifts = variant.shifts();
        int shift = shifts.get(making.isCanonical() ? 0 : making.random.nextInt(shifts.size()));
        for (int i = 0; i < shifts.size(); i++) {
            JsonValue value = value(nodes, shifts.get((shifts.indexOf(shift) + i) % shifts.size()));
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private @Nullable JsonValue value(int nodes, int shift) {
        int least = variant.leastItems(shift);
        int most = Math.min(sketch.maxItems, Limits.NODES);
        if (least > most) {
            return null;
        }
        int count = count(least, most, shift, nodes);
        int reserve = 0;
        for (int i = 0; i < least; i++) {
            Least item = variant.item(i, shift).least();
            if (item == null) {
                return null;
            }
            reserve += item.size();
        }
        int end = making.made + nodes - 1;
        List<JsonValue> items = new ArrayList<>();
        Set<JsonValue> known = new HashSet<>();
        for (int i = 0; i < count; i++) {
            Plan plan = variant.item(i, shift);
            Least small = plan.least();
            int size = small == null ? 0 : small.size();
            reserve -= i < least ? size : 0;
            int free = end - making.made - reserve;
            int share = Math.max(size, free / (count - i));
            JsonValue item = small == null || (share > free && i >= least) ? null : item(plan, i, share, known);
            if (item == null) {
                return i < least ? null : new ArrayValue(-1, -1, Collections.unmodifiableList(items));
            }
            items.add(item);
        }
        return new ArrayValue(-1, -1, Collections.unmodifiableList(items));
    }

    private @Nullable JsonValue item(Plan plan, int index, int share, Set<JsonValue> known) {
        if (!sketch.differentItems) {
            return index == 0 ? making.value(plan, name, share) : making.another(plan, name, share);
        }
        for (int i = 0; i < TRIES; i++) {
            JsonValue item = index == 0 && i == 0 ? making.value(plan, name, share) : making.another(plan, name, share);
            if (item == null) {
                return null;
            }
            if (known.add(Sameness.of(item))) {
                return item;
            }
        }
        return null;
    }

    private int count(int least, int most, int shift, int nodes) {
        int prefix = sketch.items.stream()
                .mapToInt(spoken -> spoken.demand().prefix().size())
                .max()
                .orElse(0);
        Plan next = variant.item(Math.max(least, prefix), shift);
        if (extent == Extent.LEAST || making.isWithinItself(next)) {
            return least;
        }
        int usual = making.isCanonical() ? 1 : 1 + making.random.nextInt(USUAL);
        int wanted = prefix > 0 ? Math.max(least, prefix) : Math.max(least, usual);
        boolean deep = making.depth() >= Limits.DEPTH;
        return deep ? least : Math.max(least, Math.min(Math.min(wanted, most), nodes));
    }
}

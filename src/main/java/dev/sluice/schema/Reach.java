package dev.sluice.schema;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a value somebody looks at, so that a reader can leave out the rest: the parts that the schemas name which may
 * apply to the value. Worked out where a value of its kind is first met; safe for any number of event loops.
 */
final class Reach {

    /** All of the value. */
    static final Reach EVERYTHING = new Reach(null, Set.of(), false);

    /** Only that there is a value. */
    static final Reach NOTHING = new Reach(null, Set.of(), false);

    /**
     * The parts.
     *
     * @param names the members that are named
     * @param members what of each
     * @param others what of other members; null where they are left out
     * @param prefix what of the first items
     * @param items what of the other items
     * @param most how many items are enough to tell that there are too many
     */
    record Layout(
            Names names, List<Reach> members, @Nullable Reach others, List<Reach> prefix, Reach items, int most) {

        private static final Layout OF_EVERYTHING =
                new Layout(new Names(List.of()), List.of(), EVERYTHING, List.of(), EVERYTHING, Integer.MAX_VALUE);

        private static final Layout OF_NOTHING =
                new Layout(new Names(List.of()), List.of(), null, List.of(), NOTHING, 0);

        Reach item(int index) {
            return index < prefix.size() ? prefix.get(index) : items;
        }
    }

    private final @Nullable Reaches owner;
    private final Set<Subschema> schemas;
    /** Whether all the schemas apply to the value, come what may. */
    private final boolean certain;

    private volatile @Nullable Layout layout;

    /** @param owner null for the two that need none */
    Reach(@Nullable Reaches owner, Set<Subschema> schemas, boolean certain) {
        this.owner = owner;
        this.schemas = schemas;
        this.certain = certain;
    }

    Layout layout() {
        Layout known = layout;
        if (known == null) {
            known = owner == null
                    ? this == EVERYTHING ? Layout.OF_EVERYTHING : Layout.OF_NOTHING
                    : new ReachBuilder(owner, certain).build(schemas);
            layout = known;
        }
        return known;
    }
}

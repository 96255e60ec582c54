package dev.sluice.schema;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an object must look like. */
final class ObjectShape {

    static final int FIRST = Long.SIZE;

    final Names names;
    /** How many names are expected in their order, and remembered by a bit each. */
    final int first;

    final Shape additional;
    /** Judges unknown names; null where they are all alike. */
    final @Nullable OtherMembers others;

    private final Shape[] members;
    private final boolean[] required;
    /** Bit set of the first names that are required. */
    private final long requiredFirst;
    /** How many of the other names are. */
    private final int requiredRest;

    final int minimum;
    final int maximum;

    /**
     * @param names the members that the schemas name
     * @param members the shape of each
     * @param required those that must be there
     * @param additional the shape of all other members
     * @param others their shapes where their names matter
     */
    ObjectShape(
            List<String> names,
            List<Shape> members,
            Set<String> required,
            Shape additional,
            @Nullable OtherMembers others,
            int minimum,
            int maximum) {
        this.names = new Names(names);
        this.first = Math.min(names.size(), FIRST);
        this.members = members.toArray(Shape[]::new);
        this.required = new boolean[names.size()];
        this.additional = additional;
        this.others = others;
        this.minimum = minimum;
        this.maximum = maximum;
        long bits = 0;
        for (int i = 0; i < names.size(); i++) {
            this.required[i] = required.contains(names.get(i));
            bits |= this.required[i] && i < FIRST ? 1L << i : 0;
        }
        this.requiredFirst = bits;
        this.requiredRest = required.size() - Long.bitCount(bits);
    }

    Shape member(int number) {
        return members[number];
    }

    boolean isRequired(int number) {
        return required[number];
    }

    /** @param seen bits of all names */
    boolean isComplete(BitSet seen) {
        for (int i = 0; i < required.length; i++) {
            if (required[i] && !seen.get(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * @param count of all members
     * @param seen bits of the first names
     * @param rest how many required names were seen beyond those
     */
    boolean accepts(int count, long seen, int rest) {
        return (requiredFirst & ~seen) == 0 && rest == requiredRest && count >= minimum && count <= maximum;
    }
}

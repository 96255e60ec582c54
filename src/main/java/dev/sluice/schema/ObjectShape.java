package dev.sluice.schema;

import java.util.List;
import java.util.Set;

/** What an object must look like. */
final class ObjectShape {

    final Names names;
    final Shape additional;

    private final Shape[] members;
    /** Bit sets by the number of the name, 64 a word. */
    private final long[] required;

    private final int minimum;
    private final int maximum;

    /**
     * @param names the members that the schemas name
     * @param members the shape of each
     * @param required those that must be there
     * @param additional the shape of all other members
     */
    ObjectShape(
            List<String> names, List<Shape> members, Set<String> required, Shape additional, int minimum, int maximum) {
        this.names = new Names(names);
        this.members = members.toArray(Shape[]::new);
        this.required = new long[(names.size() >> 6) + 1];
        this.additional = additional;
        this.minimum = minimum;
        this.maximum = maximum;
        for (int i = 0; i < names.size(); i++) {
            this.required[i >> 6] |= required.contains(names.get(i)) ? 1L << i : 0;
        }
    }

    int size() {
        return members.length;
    }

    Shape member(int number) {
        return members[number];
    }

    /**
     * @param count of all members
     * @param seen bits of the first 64 names
     * @param more bits of the others; empty where there are none
     */
    boolean accepts(int count, long seen, long[] more) {
        if ((required[0] & ~seen) != 0 || count < minimum || count > maximum) {
            return false;
        }
        for (int i = 1; i < required.length; i++) {
            if ((required[i] & ~more[i]) != 0) {
                return false;
            }
        }
        return true;
    }
}

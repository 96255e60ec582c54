package dev.sluice.schema;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes of one value must look like: the conjunction of all schemas that apply to it ({@code $ref} and
 * {@code allOf} included), merged so that each byte is looked at once. Filled in once by its builder, then never changed.
 */
final class Shape {

    /** Every value. */
    static final Shape ANY = new Shape();

    /** What it is made of. */
    List<Subschema> schemas = List.of();

    /** Bits of {@link TypeSet}. */
    int types = TypeSet.ANY.bits();

    StringCheck[] strings = {};
    /** The only strings that can be, where they are few: as a text most likely holds them, with the closing quote. */
    Token[] choices = {};

    /** Lowest and highest integer that keeps all bounds. */
    long minimum = Long.MIN_VALUE;

    long maximum = Long.MAX_VALUE;
    /** Checks of integers beside the bounds. */
    NumberCheck[] integers = {};
    /** Checks of all numbers that are no plain integer, the bounds among them. */
    NumberCheck[] decimals = {};

    boolean acceptsTrue = true;
    boolean acceptsFalse = true;

    ArrayShape array = new ArrayShape(List.of(), this, 0, Integer.MAX_VALUE);
    ObjectShape object = new ObjectShape(List.of(), List.of(), Set.of(), this, null, 0, Integer.MAX_VALUE);

    /** The schemas to judge a tree of the value by, because they cannot be judged in one pass; else null. */
    @Nullable
    List<Subschema> buffered;

    /** The shapes of objects by their discriminator, where that alone needs a tree; else null. */
    @Nullable
    Branches branches;

    /** What of a tree of the value its schemas look at. */
    Reach reach = Reach.EVERYTHING;

    boolean has(int type) {
        return (types & type) != 0;
    }

    /** Bounds and other checks of an integer; not its type. */
    boolean acceptsInteger(long value) {
        if (value < minimum || value > maximum) {
            return false;
        }
        for (NumberCheck check : integers) {
            if (!check.accepts(value)) {
                return false;
            }
        }
        return true;
    }
}

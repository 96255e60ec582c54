package dev.sluice.schema;

import org.jspecify.annotations.Nullable;

/** A set of the seven JSON Schema types. Immutable. */
public record TypeSet(int bits) {

    public static final TypeSet ANY = new TypeSet(0b111_1111);

    /** Strings alone. */
    public static final TypeSet TEXT = of(Type.STRING);

    /** The types, in the order in which a parameter's text is tried against them. */
    public enum Type {
        NULL,
        BOOLEAN,
        INTEGER,
        NUMBER,
        ARRAY,
        OBJECT,
        STRING
    }

    public static TypeSet of(Type... types) {
        int bits = 0;
        for (Type type : types) {
            bits |= 1 << type.ordinal();
        }
        return new TypeSet(bits);
    }

    public boolean has(Type type) {
        return (bits & (1 << type.ordinal())) != 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        // a record's own takes a detour, which every parameter would take
        return other instanceof TypeSet types && bits == types.bits;
    }

    @Override
    public int hashCode() {
        return bits;
    }

    public TypeSet and(TypeSet other) {
        return new TypeSet(bits & other.bits);
    }

    public TypeSet or(TypeSet other) {
        return new TypeSet(bits | other.bits);
    }
}

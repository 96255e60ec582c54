package dev.sluice.schema;

/** A set of the seven JSON Schema types. Immutable. */
public record TypeSet(int bits) {

    public static final TypeSet ANY = new TypeSet(0b111_1111);

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

    public TypeSet and(TypeSet other) {
        return new TypeSet(bits & other.bits);
    }

    public TypeSet or(TypeSet other) {
        return new TypeSet(bits | other.bits);
    }
}

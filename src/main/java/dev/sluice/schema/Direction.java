package dev.sluice.schema;

/**
 * Which way a value goes. A member that is {@code readOnly} is not demanded of requests, one that is {@code writeOnly}
 * not of responses (OpenAPI 3.0.3, Schema Object: "the required will take effect on the response only").
 */
public enum Direction {
    REQUEST("readOnly"),
    RESPONSE("writeOnly"),
    /** Neither: everything that is required is demanded. */
    NEITHER(null);

    private final @org.jspecify.annotations.Nullable String waiver;

    Direction(@org.jspecify.annotations.Nullable String waiver) {
        this.waiver = waiver;
    }

    /** The keyword of members that need not be there; null where there is none. */
    @org.jspecify.annotations.Nullable
    String waiver() {
        return waiver;
    }
}

package dev.sluice.schema;

import org.jspecify.annotations.Nullable;

/** Reads JSON texts without a schema, as strictly as every schema does. */
public final class StrictJson {

    private StrictJson() {}

    /** @return the value, or null when the bytes are not one strict JSON text */
    public static @Nullable JsonValue read(byte[] json, int from, int to) {
        return new JsonTree(new JsonScanner(json, from, to), 0).text(Reach.EVERYTHING);
    }
}

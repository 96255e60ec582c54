package dev.sluice.generate;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.BooleanValue;
import dev.sluice.schema.JsonValue.NullValue;
import dev.sluice.schema.JsonValue.NumberValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.Outline;
import dev.sluice.schema.Schema;
import dev.sluice.schema.TypeSet;
import dev.sluice.schema.TypeSet.Type;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes sources of values for schemas. One generator for all schemas of a contract works out common parts once. */
public final class Generator {

    private static final int DEEPEST = 6;

    /** A source of its own for one schema. */
    public static ValueSource of(Schema schema) throws UnsatisfiableException {
        return new Generator().source(schema);
    }

    /**
     * A source of values for a schema.
     *
     * @throws UnsatisfiableException where no value can keep the schema, or none is found
     */
    public ValueSource source(Schema schema) throws UnsatisfiableException {
        JsonValue value = value(schema.outline(), 0);
        if (!schema.accepts(value)) {
            throw new UnsatisfiableException("", "no value was found");
        }
        return seed -> value;
    }

    private static JsonValue value(Outline outline, int depth) {
        TypeSet types = outline.types();
        if (types.has(Type.OBJECT)) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            if (depth < DEEPEST) {
                outline.names().forEach(name -> members.put(name, value(outline.member(name), depth + 1)));
            }
            return new ObjectValue(-1, -1, Collections.unmodifiableMap(members));
        }
        if (types.has(Type.ARRAY)) {
            return new ArrayValue(-1, -1, List.of());
        }
        if (types.has(Type.STRING)) {
            return new StringValue(-1, -1, "text");
        }
        if (types.has(Type.INTEGER)) {
            return new NumberValue(-1, -1, BigDecimal.ONE);
        }
        return types.has(Type.BOOLEAN) ? new BooleanValue(-1, -1, true) : new NullValue(-1, -1);
    }
}

package dev.sluice.schema;

import dev.sluice.schema.JsonValue.ObjectValue;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** {@code dependentSchemas}, and {@code dependencies} with schemas. */
record DependentSchemas(Map<String, Subschema> schemas) implements InPlace {

    @Override
    public List<Subschema> applied() {
        return List.copyOf(schemas.values());
    }

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        if (!(value instanceof ObjectValue object)) {
            return true;
        }
        boolean valid = true;
        for (Map.Entry<String, Subschema> dependency : schemas.entrySet()) {
            if (object.get(dependency.getKey()) != null) {
                valid &= dependency.getValue().judge(value, evaluation);
            }
        }
        return valid;
    }

    @Override
    public void reach(ReachBuilder reach) {
        reach.names(schemas.keySet());
        reach.perhaps(applied());
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.DependentDemands(Collections.unmodifiableMap(schemas)));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.buffer();
    }
}

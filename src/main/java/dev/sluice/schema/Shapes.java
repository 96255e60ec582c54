package dev.sluice.schema;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The shapes of one contract: one for every set of schemas that can apply to a value together. Safe for many threads, of
 * which one at a time works shapes out.
 */
final class Shapes {

    /** Merged sets can outgrow the contract; beyond this many schemas in them, values are judged as trees. */
    private static final int MAX_MERGED = 200_000;

    private final Map<Set<Subschema>, Shape> shapes = new HashMap<>();
    private final Deque<Set<Subschema>> unfinished = new ArrayDeque<>();
    private int merged;
    /** What judges of trees look at. */
    final Reaches reaches = new Reaches(true);

    /** Whether no more sets are to be made. */
    boolean isFull() {
        return merged > MAX_MERGED;
    }

    /** How many schemas were merged. */
    synchronized int merged() {
        return merged;
    }

    /** The finished shape of a schema. */
    synchronized Shape of(Subschema schema) {
        Shape shape = of(List.of(schema));
        while (!unfinished.isEmpty()) {
            finish(unfinished.remove());
        }
        return shape;
    }

    /** The shape of a conjunction; finished when the outermost call is. */
    Shape of(Collection<Subschema> conjunction) {
        Set<Subschema> schemas = new LinkedHashSet<>();
        for (Subschema schema : conjunction) {
            // what many refer to by references of their own is one schema
            Subschema meant = schema.meant();
            if (!meant.isTrue()) {
                schemas.add(meant);
            }
        }
        if (schemas.isEmpty()) {
            return Shape.ANY;
        }
        return shapes.computeIfAbsent(schemas, added -> {
            unfinished.add(added);
            merged += added.size() > 1 ? added.size() : 0;
            return new Shape();
        });
    }

    private void finish(Set<Subschema> schemas) {
        Shape shape = shapes.get(schemas);
        if (shape == null) {
            throw new IllegalStateException("no shape is registered for the schemas");
        }
        ShapeBuilder builder = new ShapeBuilder();
        if (isFull()) {
            builder.buffer();
        } else {
            schemas.forEach(builder::include);
        }
        builder.build(shape, schemas, this);
    }
}

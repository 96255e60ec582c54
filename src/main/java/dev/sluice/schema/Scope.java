package dev.sluice.schema;

import dev.sluice.schema.SchemaCompiler.References.Target;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dynamic scope of a schema, as far as it matters: for every dynamic anchor the outermost resource that has it
 * (JSON Schema core, 8.2.3.2). Schemas are compiled once for every scope in which they are met, so that dynamic
 * references cost nothing when values are judged.
 */
record Scope(Map<String, SchemaResource> outermost) {

    static final Scope EMPTY = new Scope(Map.of());

    /** The scope within a resource. */
    Scope in(@Nullable SchemaResource resource) {
        if (resource == null
                || outermost.keySet().containsAll(resource.dynamicAnchors().keySet())) {
            return this;
        }
        Map<String, SchemaResource> extended = new LinkedHashMap<>(outermost);
        resource.dynamicAnchors().keySet().forEach(anchor -> extended.putIfAbsent(anchor, resource));
        return new Scope(extended);
    }

    /** What an anchor means here, or null where no resource has it. */
    @Nullable
    Target find(String anchor) {
        SchemaResource resource = outermost.get(anchor);
        return resource == null ? null : resource.dynamicAnchors().get(anchor);
    }
}

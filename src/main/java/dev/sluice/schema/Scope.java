package dev.sluice.schema;

import dev.sluice.schema.SchemaCompiler.References.Target;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dynamic scope of a schema, as far as it matters: for every dynamic anchor the outermost resource that has it
 * (JSON Schema core, 8.2.3.2), which way values go, and what schemas around it have said of the same value. Schemas are
 * compiled once for every scope in which they are met, so that all this costs nothing when values are judged.
 *
 * @param waived members of the same value that are not demanded in this direction
 * @param extended schemas that are applied to the same value as the base of another one: their discriminators say nothing
 */
record Scope(Map<String, SchemaResource> outermost, Direction direction, Set<String> waived, Set<String> extended) {

    static final Scope EMPTY = of(Direction.NEITHER);

    static Scope of(Direction direction) {
        return new Scope(Map.of(), direction, Set.of(), Set.of());
    }

    /** The scope within a resource. */
    Scope in(@Nullable SchemaResource resource) {
        if (resource == null
                || outermost.keySet().containsAll(resource.dynamicAnchors().keySet())) {
            return this;
        }
        Map<String, SchemaResource> all = new LinkedHashMap<>(outermost);
        resource.dynamicAnchors().keySet().forEach(anchor -> all.putIfAbsent(anchor, resource));
        return new Scope(all, direction, waived, extended);
    }

    /** The same scope with other bases. */
    Scope extending(Set<String> others) {
        return others == extended ? this : new Scope(outermost, direction, waived, others);
    }

    /** Whether a schema is met in it for a start. */
    boolean isPlain() {
        return outermost.isEmpty() && waived.isEmpty() && extended.isEmpty();
    }

    /** The scope of schemas for members and items. */
    Scope below() {
        return waived.isEmpty() && extended.isEmpty() ? this : new Scope(outermost, direction, Set.of(), Set.of());
    }

    /** The scope of further schemas for the same value. */
    Scope with(Set<String> moreWaived, Set<String> moreExtended) {
        return waived.containsAll(moreWaived) && extended.containsAll(moreExtended)
                ? this
                : new Scope(outermost, direction, union(waived, moreWaived), union(extended, moreExtended));
    }

    /** The names in a scope are alike: their own hashes, added up, would be the same for many sets of them. */
    @Override
    public int hashCode() {
        int hash = outermost.hashCode() + 31 * direction.hashCode();
        for (String name : waived) {
            hash += 7 * mixed(name.hashCode());
        }
        for (String key : extended) {
            hash += mixed(key.hashCode());
        }
        return hash;
    }

    /** As in MurmurHash3. */
    private static int mixed(int hash) {
        int first = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        int second = (first ^ (first >>> 13)) * 0xc2b2ae35;
        return second ^ (second >>> 16);
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return Set.copyOf(all);
    }

    /** What an anchor means here, or null where no resource has it. */
    @Nullable
    Target find(String anchor) {
        SchemaResource resource = outermost.get(anchor);
        return resource == null ? null : resource.dynamicAnchors().get(anchor);
    }
}

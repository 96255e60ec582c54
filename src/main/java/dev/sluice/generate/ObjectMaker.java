package dev.sluice.generate;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.TypeSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes objects: the members that must be there, and of the others what there is room for. */
final class ObjectMaker {

    private final Making making;
    private final Variant variant;
    private final Sketch sketch;
    private final Extent extent;

    ObjectMaker(Making making, Variant variant, Extent extent) {
        this.making = making;
        this.variant = variant;
        this.sketch = variant.sketch;
        this.extent = extent;
    }

    @Nullable
    JsonValue value(int nodes) {
        Set<String> demanded = demanded();
        if (demanded == null) {
            return null;
        }
        Set<String> names = chosen(demanded, nodes);
        int reserve = 0;
        for (String name : demanded) {
            Least least = variant.member(name).least();
            if (least == null) {
                return null;
            }
            reserve += least.size();
        }
        int end = making.made + nodes - 1;
        int left = names.size();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (String name : names) {
            Plan plan = variant.member(name);
            Least least = plan.least();
            boolean must = demanded.contains(name);
            int size = least == null ? 0 : least.size();
            reserve -= must ? size : 0;
            int free = end - making.made - reserve;
            int share = Math.max(size, free / left--);
            JsonValue member = share > free && !must ? null : making.value(plan, name, share);
            if (member != null) {
                members.put(name, member);
            } else if (must) {
                return null;
            }
        }
        return members.size() < sketch.minMembers
                ? null
                : new ObjectValue(-1, -1, Collections.unmodifiableMap(members));
    }

    /** The members that must be there, or null where there cannot be so many. */
    private @Nullable Set<String> demanded() {
        Set<String> demanded = new LinkedHashSet<>(variant.closed(sketch.required));
        if (demanded.size() < sketch.minMembers) {
            List<String> further = new ArrayList<>(variant.further());
            for (String name : further) {
                if (demanded.size() >= sketch.minMembers) {
                    break;
                }
                Set<String> more = new LinkedHashSet<>(demanded);
                more.add(name);
                Set<String> closed = variant.closed(more);
                if (closed.size() <= sketch.maxMembers && closed.stream().allMatch(this::isPossible)) {
                    demanded.addAll(closed);
                }
            }
        }
        boolean fits = demanded.size() <= sketch.maxMembers && demanded.stream().allMatch(variant::allows);
        return fits ? demanded : null;
    }

    private boolean isPossible(String name) {
        return variant.allows(name) && variant.member(name).least() != null;
    }

    /** In the order of the schemas. */
    private Set<String> chosen(Set<String> demanded, int nodes) {
        Set<String> chosen = new LinkedHashSet<>(demanded);
        if (extent != Extent.LEAST && demanded.size() < sketch.maxMembers) {
            for (String name : variant.declared()) {
                boolean skipped = extent == Extent.SOME && making.random.nextBoolean();
                if (!chosen.contains(name) && chosen.size() < nodes && !skipped && isWelcome(name)) {
                    add(chosen, name);
                }
            }
            if (chosen.isEmpty() && variant.declared().isEmpty() && variant.isMap() && extent == Extent.ALL) {
                addInvented(chosen);
            }
        }
        Set<String> ordered = new LinkedHashSet<>(variant.declared());
        ordered.retainAll(chosen);
        ordered.addAll(chosen);
        return ordered;
    }

    private void add(Set<String> chosen, String name) {
        Set<String> more = new LinkedHashSet<>(chosen);
        more.add(name);
        Set<String> closed = variant.closed(more);
        if (closed.size() <= sketch.maxMembers
                && (closed.size() == more.size() || closed.stream().allMatch(this::isPossible))) {
            chosen.addAll(closed);
        }
    }

    private void addInvented(Set<String> chosen) {
        int wanted = making.isCanonical() ? 1 : 1 + making.random.nextInt(2);
        for (String name : variant.further()) {
            if (chosen.size() < wanted && isWelcome(name)) {
                add(chosen, name);
            }
        }
    }

    /** Whether a member that need not be there should be. */
    private boolean isWelcome(String name) {
        Plan plan = variant.member(name);
        if (making.isWithinItself(plan) || !isPossible(name)) {
            return false;
        }
        Variant first = plan.variant(0);
        Least least = plan.least();
        if (first == null || first.sketch.unwanted || least == null) {
            return false;
        }
        boolean nested = !first.types().isEmpty()
                && (first.types().get(0) == TypeSet.Type.OBJECT || first.types().get(0) == TypeSet.Type.ARRAY);
        return making.depth() < Limits.DEPTH || (!nested && making.depth() == Limits.DEPTH);
    }
}

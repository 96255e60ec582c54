package dev.sluice.generate;

import dev.sluice.schema.TypeSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the shallowest value of a plan, by looking for one that nests no deeper than 0, 1, 2 and so on. */
final class Leasts {

    private static final int HIGHEST = 40;

    private final Plan plan;
    private @Nullable Least found;
    private int noneUpTo = -1;

    Leasts(Plan plan) {
        this.plan = plan;
    }

    @Nullable
    Least find() {
        return within(HIGHEST);
    }

    /** @return null where every value nests deeper */
    @Nullable
    Least within(int height) {
        Least known = found;
        if (known != null) {
            return known.height() <= height ? known : null;
        }
        while (noneUpTo < height) {
            int tried = noneUpTo + 1;
            Least least = look(tried);
            if (least != null) {
                found = least;
                return least;
            }
            // a plan within itself may have gone on meanwhile
            noneUpTo = Math.max(noneUpTo, tried);
        }
        return null;
    }

    private @Nullable Least look(int height) {
        Variant variant = plan.variant(0);
        for (int i = 1; variant != null; i++) {
            Least best = null;
            for (TypeSet.Type type : variant.types()) {
                Least least = look(variant, type, height);
                best = least != null && (best == null || least.size() < best.size()) ? least : best;
            }
            if (best != null) {
                return best;
            }
            variant = plan.variant(i);
        }
        return null;
    }

    /** Whether there is a value of a type, as far as its demands tell. */
    static boolean isPossible(Variant variant, TypeSet.Type type) {
        return look(variant, type, HIGHEST) != null;
    }

    private static @Nullable Least look(Variant variant, TypeSet.Type type, int height) {
        if (variant.candidates() != null) {
            return !variant.candidates().isEmpty() ? new Least(height, 1, variant, type, List.of(), 0) : null;
        }
        return switch (type) {
            case ARRAY -> items(variant, height);
            case OBJECT -> members(variant, height);
            case STRING ->
                variant.isTextHard() && variant.texts().isEmpty()
                        ? null
                        : new Least(height, 1, variant, type, List.of(), 0);
            default -> new Least(height, 1, variant, type, List.of(), 0);
        };
    }

    private static @Nullable Least items(Variant variant, int height) {
        for (int shift : variant.shifts()) {
            int count = variant.leastItems(shift);
            int size = count > variant.sketch.maxItems ? -1 : 1;
            for (int i = 0; i < count && size > 0; i++) {
                Least item = height == 0 ? null : variant.item(i, shift).leasts.within(height - 1);
                size = item == null ? -1 : Math.min(size + item.size(), Limits.NODES + 1);
            }
            if (size > 0) {
                return new Least(height, size, variant, TypeSet.Type.ARRAY, List.of(), shift);
            }
        }
        return null;
    }

    private static @Nullable Least members(Variant variant, int height) {
        Sketch sketch = variant.sketch;
        Set<String> names = variant.closed(sketch.required);
        int size = 1;
        for (String name : names) {
            Least member = height == 0 || !variant.allows(name) ? null : within(variant, name, height - 1);
            if (member == null) {
                return null;
            }
            size = Math.min(size + member.size(), Limits.NODES + 1);
        }
        Set<String> all = new LinkedHashSet<>(names);
        if (all.size() < sketch.minMembers) {
            for (String name : variant.further()) {
                Set<String> more = new LinkedHashSet<>(all);
                more.add(name);
                if (all.size() < sketch.minMembers && height > 0 && variant.allows(name)) {
                    Least member =
                            variant.closed(more).size() == more.size() ? within(variant, name, height - 1) : null;
                    if (member != null) {
                        size = Math.min(size + (all.add(name) ? member.size() : 0), Limits.NODES + 1);
                    }
                }
            }
        }
        return all.size() < sketch.minMembers || all.size() > sketch.maxMembers
                ? null
                : new Least(height, size, variant, TypeSet.Type.OBJECT, List.copyOf(all), 0);
    }

    private static @Nullable Least within(Variant variant, String name, int height) {
        return variant.member(name).leasts.within(height);
    }
}

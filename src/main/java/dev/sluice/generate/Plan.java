package dev.sluice.generate;

import dev.sluice.schema.Demands;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.format.TextFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How values are made that keep several demands at once: in one or more variants. Safe for any number of threads. */
final class Plan {

    private static final int MOST_VARIANTS = 40;
    private static final int USUAL_VARIANTS = 6;
    private static final int MOST_REFINED = 10;
    private static final int REFINEMENTS_TRIED = 100;
    /** Ways that are looked at for one variant. */
    private static final int MOST_STEPS = 2_000;

    private final Plans plans;
    private final Set<Demands> demands;

    // guarded by plans
    private final List<Variant> variants = new ArrayList<>();
    private final Set<List<Integer>> taken = new HashSet<>();
    private final Map<Variant, Map<Set<Demands>, List<Variant>>> refined = new HashMap<>();
    private @Nullable List<JsonValue> shown;
    private int next;
    private int widest = 1;
    private int steps;
    private @Nullable Sketch dead;
    final Leasts leasts = new Leasts(this);

    Plan(Plans plans, Set<Demands> demands) {
        this.plans = plans;
        this.demands = demands;
    }

    Plans plans() {
        return plans;
    }

    String pointer() {
        return demands.isEmpty() ? "" : demands.iterator().next().pointer();
    }

    boolean accepts(JsonValue value) {
        for (Demands one : demands) {
            if (!one.accepts(value)) {
                return false;
            }
        }
        return true;
    }

    /** @return null where there are no more */
    @Nullable
    Variant variant(int index) {
        synchronized (plans) {
            while (variants.size() <= index && next < MOST_VARIANTS && next < widest) {
                int start = next++;
                Sketch sketch = new Sketch();
                sketch.blamed = pointer();
                demands.forEach(one -> sketch.add(one, Set.of()));
                steps = 0;
                Sketch resolved = resolve(sketch, start);
                if (resolved != null) {
                    List<Integer> options =
                            resolved.taken.stream().map(Choice.Taken::option).toList();
                    if (taken.add(options)) {
                        variants.add(new Variant(this, resolved));
                    }
                }
            }
            return index < variants.size() ? variants.get(index) : null;
        }
    }

    /** How many variants there are, or how many are enough to choose from. */
    int count() {
        variant(USUAL_VARIANTS - 1);
        synchronized (plans) {
            return Math.min(variants.size(), USUAL_VARIANTS);
        }
    }

    /** How many variants were looked at. */
    int known() {
        synchronized (plans) {
            return variants.size();
        }
    }

    /** Takes the choices that are open, beginning with another option of each for every start. */
    private @Nullable Sketch resolve(Sketch sketch, int start) {
        if (sketch.isContradictory() || ++steps > MOST_STEPS) {
            dead = dead == null ? sketch : dead;
            return null;
        }
        if (sketch.open.isEmpty()) {
            List<JsonValue> values = sketch.values;
            if (values == null || values.stream().anyMatch(this::accepts)) {
                return sketch;
            }
            sketch.contradiction = "no value of the enum keeps the rest of what is demanded";
            dead = dead == null ? sketch : dead;
            return null;
        }
        Choice choice = sketch.open.get(0);
        Sketch rest = new Sketch(sketch);
        rest.open = sketch.open.subList(1, sketch.open.size());
        int count = choice.options().size();
        if (count == 0 && dead == null) {
            rest.contradiction = "what is refused lets every value through";
            rest.blamed = choice.pointer();
            dead = rest;
        }
        // several choices are combined otherwise than in step
        widest = Math.max(widest, rest.taken.isEmpty() ? count : Math.min(2 * count + 4, MOST_VARIANTS));
        int first = start < count ? start : mixed(start, rest.taken.size(), Math.max(count, 1));
        for (int i = 0; i < count; i++) {
            Sketch resolved = resolve(rest.with(choice, (first + i) % count), start);
            if (resolved != null) {
                return resolved;
            }
        }
        return null;
    }

    /** An option that has as good as nothing to do with that of the choice before. */
    private static int mixed(int start, int taken, int count) {
        int hash = (start * 0x9E3779B1 ^ taken * 0x85EBCA6B) * 0x2C1B3C6D;
        return Math.floorMod(hash >>> 13, count);
    }

    /** Variants that avoid what a value of this one turned out to keep besides; none where nothing is learned from it. */
    List<Variant> refined(Variant variant, JsonValue value) {
        Set<Demands> avoided = new HashSet<>();
        for (Choice.Taken choice : variant.sketch.taken) {
            List<List<Demands>> options = choice.choice().options();
            for (int i = 0; choice.choice().exclusive() && i < options.size(); i++) {
                if (i != choice.option() && options.get(i).get(0).accepts(value)) {
                    avoided.add(Made.not(options.get(i).get(0)));
                }
            }
        }
        if (avoided.isEmpty()) {
            return List.of();
        }
        synchronized (plans) {
            return refined.computeIfAbsent(variant, added -> new HashMap<>())
                    .computeIfAbsent(avoided, added -> refine(variant, added));
        }
    }

    private List<Variant> refine(Variant variant, Set<Demands> avoided) {
        List<Variant> found = new ArrayList<>();
        Set<List<Integer>> options = new HashSet<>();
        for (int start = 0; start < REFINEMENTS_TRIED && found.size() < MOST_REFINED; start++) {
            Sketch sketch = new Sketch(variant.sketch);
            avoided.forEach(one -> sketch.add(one, Set.of()));
            steps = 0;
            Sketch resolved = resolve(sketch, start);
            if (resolved != null
                    && options.add(
                            resolved.taken.stream().map(Choice.Taken::option).toList())) {
                Variant refined = new Variant(this, resolved);
                // most ways to break another schema break this one as well, in some member
                if (!refined.possible().isEmpty()) {
                    found.add(refined);
                }
            }
        }
        return found;
    }

    /** The valid ones of the examples and defaults, in their formats, examples first; also those that stand with an enum. */
    List<JsonValue> shown() {
        synchronized (plans) {
            List<JsonValue> known = shown;
            if (known == null) {
                Variant first = variant(0);
                known = first == null
                        ? List.of()
                        : first.sketch.shown.stream()
                                .filter(value -> keepsFormats(value, first.sketch) && accepts(value))
                                .toList();
                shown = known;
            }
            return known;
        }
    }

    /**
     * Formats may be no assertions: but who asks for a date gets one, whatever the example beside it looks like. A pattern
     * knows better than both.
     */
    private static boolean keepsFormats(JsonValue value, Sketch sketch) {
        return !(value instanceof StringValue text)
                || !sketch.patterns.isEmpty()
                || sketch.hints.stream()
                        .map(TextFormat::named)
                        .allMatch(format -> format == null || format.accepts(text.value()));
    }

    /** Why there is no variant, and where. */
    @Nullable
    Sketch dead() {
        return variant(0) == null ? dead : null;
    }

    @Nullable
    Least least() {
        synchronized (plans) {
            return leasts.find();
        }
    }
}

package dev.sluice.generate;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.BooleanValue;
import dev.sluice.schema.JsonValue.NullValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.TypeSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes one value. What a plan says is tried; what turns out not to be valid is thrown away and tried otherwise, within
 * bounds. Confined to one thread.
 */
final class Making {

    /** How often a plan may stand within itself where it need not. */
    private static final int REPEATED = 2;

    private static final int TRIES = 10;

    final SplittableRandom random;
    /** Whether what the contract shows comes first. */
    private boolean canonical;

    private final Map<Plan, Integer> open = new HashMap<>();
    private int depth;
    private int work;
    /** Values that were made and kept, or are being made. */
    int made;

    @Nullable
    Plan failed;

    @Nullable
    JsonValue refused;

    Making(long seed, int work) {
        this.random = new SplittableRandom(seed);
        this.canonical = seed == 0;
        this.work = work;
    }

    /** A value of a plan, not an example of it. */
    @Nullable
    JsonValue root(Plan plan) {
        return make(plan, "", Limits.NODES, false);
    }

    boolean isCanonical() {
        return canonical;
    }

    /** A value that is not the first of its kind, such as the second item of an array. */
    @Nullable
    JsonValue another(Plan plan, String name, int nodes) {
        boolean before = canonical;
        canonical = false;
        JsonValue value = value(plan, name, nodes);
        canonical = before;
        return value;
    }

    /** @return null when none was found */
    @Nullable
    JsonValue value(Plan plan, String name, int nodes) {
        return make(plan, name, nodes, true);
    }

    private @Nullable JsonValue make(Plan plan, String name, int nodes, boolean examples) {
        Least least = --work < 0 || depth > Limits.DEEPEST ? null : plan.least();
        if (least == null || least.size() > nodes) {
            failed = failed == null ? plan : failed;
            return null;
        }
        JsonValue shown = examples ? shown(plan, nodes) : null;
        if (shown != null) {
            return shown;
        }
        int before = made++;
        int within = open.merge(plan, 1, Integer::sum);
        depth++;
        JsonValue value = tries(plan, name, nodes, least, within > REPEATED || depth > Limits.DEPTH);
        depth--;
        open.merge(plan, -1, Integer::sum);
        if (value == null) {
            made = before;
            failed = failed == null ? plan : failed;
        }
        return value;
    }

    /** Always what the contract shows where that comes first, else now and then. */
    private @Nullable JsonValue shown(Plan plan, int nodes) {
        List<JsonValue> shown = plan.shown();
        if (shown.isEmpty() || (!canonical && random.nextInt(3) > 0)) {
            return null;
        }
        JsonValue value = shown.get(canonical ? 0 : random.nextInt(shown.size()));
        int size = size(value);
        if (size > nodes) {
            return null;
        }
        made += size;
        return value;
    }

    private static int size(JsonValue value) {
        int size = 1;
        if (value instanceof ArrayValue array) {
            for (JsonValue item : array.items()) {
                size += size(item);
            }
        } else if (value instanceof ObjectValue object) {
            for (JsonValue member : object.members().values()) {
                size += size(member);
            }
        }
        return size;
    }

    private @Nullable JsonValue tries(Plan plan, String name, int nodes, Least least, boolean tight) {
        int count = tight ? 1 : plan.count();
        int start = canonical || count == 1 ? 0 : random.nextInt(count);
        boolean retried = false;
        for (int i = 0; i < Math.max(TRIES, 2 * plan.known()) && work > 0; i++) {
            Variant variant = tight ? least.variant() : variant(plan, start, count, i);
            if (variant == null) {
                return null;
            }
            Extent extent =
                    tight || (retried && i % 3 == 2) ? Extent.LEAST : retried && i % 3 == 1 ? Extent.SOME : Extent.ALL;
            JsonValue value = attempt(variant, name, nodes, extent, i, least);
            if (value != null) {
                return value;
            }
            tight &= i == 0;
            count = plan.count();
            retried |= i + 1 >= plan.known();
        }
        return null;
    }

    /** First of those to choose from, then of all others. */
    private static @Nullable Variant variant(Plan plan, int start, int count, int attempt) {
        Variant further = attempt < count ? null : plan.variant(attempt);
        int known = attempt < count ? count : Math.max(plan.known(), 1);
        return further == null ? plan.variant((start + attempt) % known) : further;
    }

    private @Nullable JsonValue attempt(
            Variant variant, String name, int nodes, Extent extent, int attempt, Least least) {
        JsonValue value = build(variant, name, nodes, extent, attempt, least);
        if (value == null || !variant.sketch.uncertain || variant.plan.accepts(value)) {
            return value;
        }
        refused = value;
        Deque<Variant> refined = new ArrayDeque<>(variant.plan.refined(variant, value));
        for (int i = 0; i < TRIES && !refined.isEmpty() && work > 0; i++) {
            Variant next = refined.pop();
            value = build(next, name, nodes, i % 3 == 2 ? Extent.LEAST : extent, i, least);
            if (value != null && variant.plan.accepts(value)) {
                return value;
            }
            if (value != null) {
                refined.addAll(variant.plan.refined(next, value));
            }
            refined.add(next);
        }
        return null;
    }

    private @Nullable JsonValue build(
            Variant variant, String name, int nodes, Extent extent, int attempt, Least least) {
        work--;
        List<JsonValue> candidates = variant.candidates();
        if (candidates != null) {
            return candidates.isEmpty()
                    ? null
                    : candidates.get(canonical ? attempt % candidates.size() : random.nextInt(candidates.size()));
        }
        List<TypeSet.Type> types = variant.possible();
        if (types.isEmpty()) {
            return null;
        }
        TypeSet.Type type =
                extent == Extent.LEAST && variant == least.variant() ? least.type() : type(variant, types, attempt);
        return switch (type) {
            case STRING -> text(variant, name);
            case INTEGER, NUMBER -> new NumberMaker(variant.sketch, name, random).value(type == TypeSet.Type.INTEGER);
            case BOOLEAN -> new BooleanValue(-1, -1, (canonical && attempt == 0) || random.nextBoolean());
            case NULL -> new NullValue(-1, -1);
            case ARRAY -> new ArrayMaker(this, variant, name, extent).value(nodes);
            case OBJECT -> new ObjectMaker(this, variant, extent).value(nodes);
        };
    }

    private @Nullable JsonValue text(Variant variant, String name) {
        String text = new TextMaker(variant, name, random).text();
        return text == null ? null : new StringValue(-1, -1, text);
    }

    /** The first that is meant, until that has not worked; null only where nothing else is left. */
    private TypeSet.Type type(Variant variant, List<TypeSet.Type> types, int attempt) {
        int count = types.size();
        if (attempt == 0 && depth == 1 && variant.isAnything()) {
            return TypeSet.Type.OBJECT;
        }
        if (count == 1 || attempt == 0 || (attempt < TRIES / 2 && random.nextInt(3) > 0)) {
            return types.get(0);
        }
        return types.get(random.nextInt(count));
    }

    boolean isWithinItself(Plan plan) {
        return open.getOrDefault(plan, 0) >= REPEATED;
    }

    int depth() {
        return depth;
    }
}

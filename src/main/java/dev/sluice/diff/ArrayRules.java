package dev.sluice.diff;

import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import dev.sluice.schema.TypeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Items. */
final class ArrayRules {

    private static final int MOST_PREFIXED = 200;

    private final MergedSchemas schemas;
    private final Inclusions inclusions;
    private final SameSchemas same;

    ArrayRules(MergedSchemas schemas, Inclusions inclusions, SameSchemas same) {
        this.same = same;
        this.schemas = schemas;
        this.inclusions = inclusions;
    }

    void add(Merged given, Asked asked, List<Goal> goals) {
        Demand demand = asked.demand();
        Demands owner = asked.owner();
        if (!given.allows(TypeSet.Type.ARRAY)) {
            return;
        }
        if (demand instanceof Demand.ItemCount count) {
            count(given, count, owner, goals);
        } else if (demand instanceof Demand.DifferentItems && !given.different && given.maxItems > 1) {
            goals.add(ScalarRules.broken(
                    "uniqueItems",
                    "unique-items-added",
                    "unique-items-removed",
                    owner,
                    "items that may be equal",
                    "items that differ"));
        } else if (demand instanceof Demand.Contains some) {
            contains(given, some, owner, goals);
        } else if (demand instanceof Demand.Unevaluated rest && !rest.members()) {
            boolean nothingLeft = given.maxItems == 0;
            if (!nothingLeft && !same.among(given, owner)) {
                goals.add(new Goal.Broken(Difference.unclear(
                        "unevaluatedItems",
                        "unevaluated-items-changed",
                        owner,
                        "schemas of before",
                        "that only items of known schemas are there")));
            }
        }
    }

    private static void count(Merged given, Demand.ItemCount count, Demands owner, List<Goal> goals) {
        if (count.minimum() > given.minItems) {
            goals.add(ScalarRules.broken(
                    "minItems",
                    "min-items-raised",
                    "min-items-lowered",
                    owner,
                    "at least " + given.minItems + " items",
                    "at least " + count.minimum() + " items"));
        }
        if (count.maximum() < given.maxItems) {
            goals.add(ScalarRules.broken(
                    "maxItems",
                    "max-items-lowered",
                    "max-items-raised",
                    owner,
                    ScalarRules.most(given.maxItems, "items"),
                    ScalarRules.most(count.maximum(), "items")));
        }
    }

    void items(Merged given, Merged wide, List<Goal> goals) {
        if (wide.items.isEmpty()) {
            return;
        }
        int prefixed = Math.max(MergedSchemas.prefix(given), MergedSchemas.prefix(wide));
        if (prefixed > MOST_PREFIXED) {
            goals.add(new Goal.Broken(Difference.unclear(
                    "prefixItems",
                    "not-compared",
                    null,
                    "at most " + MOST_PREFIXED + " schemas of single items",
                    prefixed + " of them")));
            return;
        }
        for (int i = 0; i <= prefixed && i < given.maxItems; i++) {
            Merged wanted = schemas.item(wide, i);
            if (!wanted.leaves.isEmpty()) {
                goals.add(new Goal.Part(inclusions.of(schemas.item(given, i), wanted), i == prefixed ? "/*" : "/" + i));
            }
        }
    }

    private void contains(Merged given, Demand.Contains wanted, Demands owner, List<Goal> goals) {
        List<Demand.Contains> all = given.all(Demand.Contains.class);
        boolean prefixed = MergedSchemas.prefix(given) > 0;
        Merged item = schemas.item(given, 0);
        Difference difference = Difference.unclear(
                "contains", "contains-changed", owner, "items of before", "a certain number of certain items");
        if (wanted.minimum() > 0) {
            List<Supplier<Goal>> ways = new ArrayList<>();
            for (Demand.Contains one : all) {
                if (one.minimum() >= wanted.minimum()) {
                    ways.add(() -> part(item(item, prefixed, one.item()), wanted.item()));
                }
            }
            if (given.minItems >= wanted.minimum() && !prefixed) {
                ways.add(() -> part(item, wanted.item()));
            }
            goals.add(new Goal.Some(ways, difference, 0));
        }
        if (wanted.maximum() < given.maxItems) {
            List<Supplier<Goal>> ways = new ArrayList<>();
            for (Demand.Contains one : all) {
                if (one.maximum() <= wanted.maximum()) {
                    ways.add(() -> part(item(item, prefixed, wanted.item()), one.item()));
                }
            }
            goals.add(new Goal.Some(ways, difference, 0));
        }
    }

    /** An item that is known to keep a schema; where items differ by their place, nothing else is known of it. */
    private Merged item(Merged any, boolean prefixed, Demands kept) {
        return prefixed ? schemas.wanted(List.of(kept)) : schemas.and(any, kept);
    }

    private Goal part(Merged given, Demands wanted) {
        return new Goal.Part(inclusions.of(given, schemas.wanted(List.of(wanted))), "/*");
    }
}

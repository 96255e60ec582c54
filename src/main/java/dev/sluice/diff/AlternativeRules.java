package dev.sluice.diff;

import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import dev.sluice.schema.TypeSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code anyOf}, {@code oneOf}, {@code discriminator}, {@code not} and {@code if}. */
final class AlternativeRules {

    /** Of so many alternatives not each is compared with each. */
    private static final int MOST = 60;

    static final List<TypeSet> GROUPS = List.of(
            TypeSet.of(TypeSet.Type.NULL),
            TypeSet.of(TypeSet.Type.BOOLEAN),
            Rules.NUMBERS,
            TypeSet.of(TypeSet.Type.ARRAY),
            TypeSet.of(TypeSet.Type.OBJECT),
            TypeSet.of(TypeSet.Type.STRING));

    private final MergedSchemas schemas;
    private final Inclusions inclusions;
    private final Disjoint disjoint;
    private final ValueWitness witness;

    AlternativeRules(MergedSchemas schemas, Inclusions inclusions) {
        this.schemas = schemas;
        this.inclusions = inclusions;
        this.disjoint = new Disjoint(schemas);
        this.witness = new ValueWitness(schemas);
    }

    private Goal.Part part(Merged given, Demands wanted) {
        return new Goal.Part(inclusions.of(given, schemas.wanted(List.of(wanted))), "");
    }

    Goal any(Merged given, Demand.Any wanted, Asked asked) {
        return any(given, given.all(Demand.Any.class), wanted, asked, 0);
    }

    private Goal any(Merged given, List<Demand.Any> had, Demand.Any wanted, Asked asked, int depth) {
        List<Supplier<Goal>> ways = new ArrayList<>();
        Demand.Any counterpart = Matching.counterpart(had, wanted);
        int meant = 0;
        if (counterpart != null) {
            ways.add(() -> matched(given, counterpart, wanted, asked));
        }
        if (wanted.alternatives().size() <= MOST) {
            ways.add(() -> one(given, wanted));
            if (severalTypes(given)) {
                ways.add(() -> byType(given, wanted));
            }
            if (depth < 2) {
                had.stream()
                        .filter(some -> some.alternatives().size() <= MOST)
                        .limit(2)
                        .forEach(some -> ways.add(() -> split(given, some, wanted, asked, depth)));
            }
        }
        String keyword = asked.keyword();
        Difference difference = new Difference(
                keyword,
                "alternatives-narrowed",
                "alternatives-widened",
                true,
                asked.owner(),
                "",
                Words.of(given.types),
                "a value of " + (wanted.exactlyOne() ? "exactly " : "") + "one of "
                        + wanted.alternatives().size() + " alternatives");
        return new Goal.Some(ways, counterpart == null ? difference : null, meant, common(given, wanted, asked));
    }

    private CommonValue common(Merged given, Demand.Any wanted, Asked asked) {
        return new CommonValue(schemas, disjoint, witness, given, wanted.alternatives(), asked.owner());
    }

    private static boolean severalTypes(Merged given) {
        return GROUPS.stream()
                        .filter(group -> group.and(given.types).bits() != 0)
                        .count()
                > 1;
    }

    /** Some alternative takes it all, and no other takes any of it where only one may. */
    private Goal one(Merged given, Demand.Any wanted) {
        List<Supplier<Goal>> ways = new ArrayList<>();
        for (Demands alternative : wanted.alternatives()) {
            ways.add(() -> new Goal.All(List.of(part(given, alternative), alone(given, alternative, wanted))));
        }
        return new Goal.Some(ways, null, 0);
    }

    /** That no other alternative takes any of it, where only one may. */
    private Goal alone(Merged given, Demands chosen, Demand.Any wanted) {
        if (!wanted.exactlyOne()) {
            return Goal.All.NOTHING;
        }
        boolean alone = true;
        boolean skipped = false;
        for (Demands other : wanted.alternatives()) {
            if (other == chosen && !skipped) {
                skipped = true;
            } else {
                alone &= disjoint.isEmpty(schemas.and(given, other));
            }
        }
        return alone ? Goal.All.NOTHING : new Goal.Broken(overlap(null));
    }

    private static Difference overlap(@Nullable Demands owner) {
        return Difference.unclear(
                "oneOf",
                "alternatives-overlap",
                owner,
                "values of one alternative",
                "that no value is of two alternatives at once");
    }

    private Goal byType(Merged given, Demand.Any wanted) {
        List<Goal> goals = new ArrayList<>();
        for (TypeSet group : GROUPS) {
            TypeSet types = group.and(given.types);
            if (types.bits() != 0) {
                goals.add(one(schemas.only(given, types), wanted));
            }
        }
        return new Goal.All(goals);
    }

    private Goal split(Merged given, Demand.Any some, Demand.Any wanted, Asked asked, int depth) {
        List<Goal> goals = new ArrayList<>();
        for (Demands alternative : some.alternatives()) {
            Merged taken = schemas.taking(given, some, alternative);
            goals.add(any(taken, taken.all(Demand.Any.class), wanted, asked, depth + 1));
        }
        return new Goal.All(goals);
    }

    /** Each alternative goes with one of the other list. */
    private Goal matched(Merged given, Demand.Any had, Demand.Any wanted, Asked asked) {
        int[] matches = Matching.of(had.alternatives(), wanted.alternatives());
        boolean[] met = new boolean[wanted.alternatives().size()];
        List<Goal> goals = new ArrayList<>();
        for (int i = 0; i < matches.length; i++) {
            Demands alternative = had.alternatives().get(i);
            Merged taken = schemas.taking(given, had, alternative);
            if (matches[i] >= 0) {
                met[matches[i]] = true;
                goals.add(new Goal.Doubted(
                        part(taken, wanted.alternatives().get(matches[i])), common(taken, wanted, asked)));
            } else {
                goals.add(unmatched(taken, alternative, wanted, asked));
            }
        }
        if (wanted.exactlyOne()) {
            for (int j = 0; j < met.length; j++) {
                goals.add(apart(given, had, wanted, matches, j, asked));
            }
        }
        return new Goal.All(goals);
    }

    private Goal unmatched(Merged taken, Demands alternative, Demand.Any wanted, Asked asked) {
        List<Supplier<Goal>> ways = new ArrayList<>();
        if (wanted.alternatives().size() <= MOST) {
            wanted.alternatives().forEach(one -> ways.add(() -> part(taken, one)));
        }
        return new Goal.Some(
                ways,
                Difference.certain(
                        asked.keyword(),
                        "alternative-removed",
                        "alternative-added",
                        asked.owner(),
                        "the alternative " + Matching.describe(alternative),
                        "a value of one of the " + wanted.alternatives().size() + " alternatives"),
                0,
                common(taken, wanted, asked));
    }

    /** Where only one alternative may fit: what fits this one fitted the one that goes with it, or nothing of the others does. */
    private Goal apart(Merged given, Demand.Any had, Demand.Any wanted, int[] matches, int j, Asked asked) {
        Demands other = wanted.alternatives().get(j);
        List<Supplier<Goal>> ways = new ArrayList<>();
        for (int i = 0; i < matches.length; i++) {
            if (matches[i] == j && had.exactlyOne()) {
                Demands own = had.alternatives().get(i);
                ways.add(() -> part(schemas.and(schemas.without(given, had), other), own));
            }
        }
        ways.add(() -> {
            boolean apart = had.alternatives().size() <= MOST * 4;
            for (int i = 0; i < matches.length && apart; i++) {
                apart = matches[i] == j
                        || disjoint.isEmpty(schemas.and(
                                schemas.taking(given, had, had.alternatives().get(i)), other));
            }
            return apart ? Goal.All.NOTHING : new Goal.Broken(overlap(asked.owner()));
        });
        return new Goal.Some(ways, overlap(asked.owner()), 0);
    }

    Goal named(Merged given, Demand.Named wanted, Asked asked) {
        Set<String> names = wanted.branches().keySet();
        List<Asked> had = given.asked.stream()
                .filter(one -> one.demand() instanceof Demand.Named named
                        && named.property().equals(wanted.property()))
                .sorted(Comparator.comparingInt(
                        one -> distance(((Demand.Named) one.demand()).branches().keySet(), names)))
                .limit(2)
                .toList();
        if (had.isEmpty()) {
            return named(given, null, wanted, asked);
        }
        List<Supplier<Goal>> ways = new ArrayList<>();
        had.forEach(one -> ways.add(() -> named(given, one, wanted, asked)));
        return new Goal.Some(ways, null, 0);
    }

    private static int distance(Set<String> one, Set<String> other) {
        int common = (int) one.stream().filter(other::contains).count();
        return one.size() + other.size() - 2 * common;
    }

    private Goal named(Merged given, @Nullable Asked had, Demand.Named wanted, Asked asked) {
        Demand.Named own = had == null ? null : (Demand.Named) had.demand();
        if (had != null
                && own != null
                && given.leaves.size() > 1
                && schemas.heirs().areAll(own, had.owner())) {
            // heirs are many, and each says what it has in common with the others: once is enough
            Merged alone =
                    given.declared == null ? schemas.wanted(List.of(had.owner())) : schemas.given(List.of(had.owner()));
            return part(alone, asked.owner());
        }
        List<Goal> goals = new ArrayList<>();
        Demand.Any others = wanted.alternatives();
        TypeSet rest = new TypeSet(
                given.types.bits() & ~TypeSet.of(TypeSet.Type.OBJECT).bits());
        if (others != null && rest.bits() != 0) {
            goals.add(any(schemas.only(given, rest), alternatives(own), others, asked, 2));
        }
        if (given.allows(TypeSet.Type.OBJECT) && own == null) {
            goals.add(new Goal.Broken(Difference.unclear(
                    "discriminator",
                    "discriminator-changed",
                    asked.owner(),
                    "no discriminator " + Words.quoted(wanted.property()),
                    "the schema that " + Words.quoted(wanted.property()) + " names")));
        } else if (given.allows(TypeSet.Type.OBJECT) && own != null) {
            objects(given, own, wanted, asked, goals);
        }
        return new Goal.All(goals);
    }

    private static List<Demand.Any> alternatives(Demand.@Nullable Named had) {
        Demand.Any alternatives = had == null ? null : had.alternatives();
        return alternatives == null ? List.of() : List.of(alternatives);
    }

    private void objects(Merged given, Demand.Named had, Demand.Named wanted, Asked asked, List<Goal> goals) {
        for (Map.Entry<String, Demands> branch : had.branches().entrySet()) {
            Demands counterpart = wanted.branches().get(branch.getKey());
            if (counterpart == null) {
                goals.add(new Goal.Broken(new Difference(
                        "discriminator",
                        "discriminator-value-removed",
                        "discriminator-value-added",
                        !wanted.open(),
                        asked.owner(),
                        "",
                        Words.quoted(wanted.property()) + ": " + Words.quoted(branch.getKey()),
                        "one of "
                                + Words.list(wanted.branches().keySet().stream()
                                        .map(Words::quoted)
                                        .toList()))));
            } else {
                goals.add(part(branch(given, branch.getValue()), counterpart));
            }
        }
        boolean missing = had.optional() && !given.required.contains(had.property()) && !wanted.optional();
        boolean opened = had.open()
                && (!wanted.open()
                        || !had.branches().keySet().equals(wanted.branches().keySet()));
        Demand.Any others = wanted.alternatives();
        if (missing || opened) {
            goals.add(new Goal.Broken(Difference.unclear(
                    "discriminator",
                    "discriminator-changed",
                    asked.owner(),
                    "values that name no schema",
                    "that " + Words.quoted(wanted.property()) + " names one")));
        } else if (had.open() && others != null) {
            goals.add(any(schemas.only(given, TypeSet.of(TypeSet.Type.OBJECT)), alternatives(had), others, asked, 2));
        }
    }

    /** An heir says all that what it extends says. */
    private Merged branch(Merged given, Demands branch) {
        if (!Heirs.includes(branch, given.leaves)) {
            return schemas.and(given, branch);
        }
        return given.declared == null ? schemas.wanted(List.of(branch)) : schemas.given(List.of(branch));
    }

    Goal not(Merged given, Demand.Not wanted, Asked asked) {
        Merged refused = schemas.and(given, wanted.refused());
        List<Supplier<Goal>> ways = new ArrayList<>();
        if (disjoint.isEmpty(refused)) {
            return Goal.All.NOTHING;
        }
        for (Demand.Not had : given.all(Demand.Not.class)) {
            ways.add(() -> part(schemas.without(refused, had), had.refused()));
        }
        return new Goal.Some(
                ways,
                new Difference(
                        "not",
                        "not-narrowed",
                        "not-widened",
                        given.all(Demand.Not.class).isEmpty()
                                && wanted.refused().demands().isEmpty(),
                        asked.owner(),
                        "",
                        "values that fit the refused schema",
                        "values that do not fit it"),
                0);
    }

    Goal condition(Merged given, Demand.If wanted, Asked asked) {
        List<Supplier<Goal>> ways = new ArrayList<>();
        ways.add(() -> new Goal.All(
                List.of(part(schemas.and(given, wanted.condition()), wanted.then()), part(given, wanted.otherwise()))));
        for (Demand.If had : given.all(Demand.If.class)) {
            Merged rest = schemas.without(given, had);
            ways.add(() -> new Goal.All(List.of(
                    part(schemas.and(rest, wanted.condition()), had.condition()),
                    part(schemas.and(rest, had.condition()), wanted.condition()),
                    part(schemas.and(schemas.and(rest, wanted.condition()), had.then()), wanted.then()),
                    part(schemas.and(rest, had.otherwise()), wanted.otherwise()))));
        }
        return new Goal.Some(
                ways,
                Difference.unclear(
                        "if", "condition-changed", asked.owner(), "values of before", "what a condition asks for"),
                0);
    }
}

package dev.sluice.diff;

import dev.sluice.document.Pointers;
import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.TypeSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Members of objects. */
final class ObjectRules {

    private final MergedSchemas schemas;
    private final Inclusions inclusions;
    private final SameSchemas same;

    ObjectRules(MergedSchemas schemas, Inclusions inclusions, SameSchemas same) {
        this.same = same;
        this.schemas = schemas;
        this.inclusions = inclusions;
    }

    void add(Merged given, Asked asked, List<Goal> goals) {
        Demand demand = asked.demand();
        Demands owner = asked.owner();
        if (!given.allows(TypeSet.Type.OBJECT)) {
            return;
        }
        if (demand instanceof Demand.Required required) {
            new TreeSet<>(required.names())
                    .stream()
                            .filter(name -> !given.required.contains(name))
                            .forEach(name -> goals.add(new Goal.Broken(required(name, owner))));
        } else if (demand instanceof Demand.MemberCount count) {
            count(given, count, owner, goals);
        } else if (demand instanceof Demand.MemberNames names) {
            goals.add(names(given, names, owner));
        } else if (demand instanceof Demand.DependentNames dependent) {
            dependent(given, dependent, owner, goals);
        } else if (demand instanceof Demand.DependentDemands dependent) {
            dependent(given, dependent, goals);
        } else if (demand instanceof Demand.Unevaluated rest && rest.members() && !same.among(given, owner)) {
            goals.add(new Goal.Broken(Difference.unclear(
                    "unevaluatedProperties",
                    "unevaluated-properties-changed",
                    owner,
                    "schemas of before",
                    "that only members of known schemas are there")));
        }
    }

    private static Difference required(String name, Demands owner) {
        return Difference.certain(
                        "required",
                        "became-required",
                        "became-optional",
                        owner,
                        Words.quoted(name) + " may be missing",
                        Words.quoted(name) + " is there")
                .of(name);
    }

    private void count(Merged given, Demand.MemberCount count, Demands owner, List<Goal> goals) {
        if (count.minimum() > given.minMembers) {
            goals.add(ScalarRules.broken(
                    "minProperties",
                    "min-properties-raised",
                    "min-properties-lowered",
                    owner,
                    "at least " + given.minMembers + " members",
                    "at least " + count.minimum() + " members"));
        }
        if (count.maximum() < Math.min(given.maxMembers, most(given))) {
            goals.add(ScalarRules.broken(
                    "maxProperties",
                    "max-properties-lowered",
                    "max-properties-raised",
                    owner,
                    ScalarRules.most(given.maxMembers, "members"),
                    ScalarRules.most(count.maximum(), "members")));
        }
    }

    /** How many members there can be where all have a name. */
    private int most(Merged given) {
        boolean closed = schemas.others(given).isNothing()
                && given.members.stream().allMatch(members -> members.patterns().isEmpty());
        return closed
                ? (int) named(given).stream()
                        .filter(name -> !schemas.member(given, name).isNothing())
                        .count()
                : Integer.MAX_VALUE;
    }

    private static Set<String> named(Merged merged) {
        Set<String> names = new LinkedHashSet<>();
        merged.members.forEach(members -> names.addAll(members.properties().keySet()));
        return names;
    }

    private Goal names(Merged given, Demand.MemberNames wanted, Demands owner) {
        List<Demand.MemberNames> all = given.all(Demand.MemberNames.class);
        Difference difference = Difference.unclear(
                "propertyNames", "property-names-changed", owner, "names of before", "names that keep a schema");
        boolean closed = most(given) < Integer.MAX_VALUE
                && named(given).stream()
                        .filter(name -> !schemas.member(given, name).isNothing())
                        .allMatch(name -> wanted.name().accepts(new JsonValue.StringValue(-1, -1, name)));
        if (closed || given.maxMembers == 0) {
            return Goal.All.NOTHING;
        }
        if (all.isEmpty()) {
            return new Goal.Broken(difference);
        }
        Merged names = schemas.wanted(all.stream().map(Demand.MemberNames::name).toList());
        Merged texts = schemas.only(names, TypeSet.of(TypeSet.Type.STRING));
        return new Goal.Some(
                List.of(() -> new Goal.Part(inclusions.of(texts, schemas.wanted(List.of(wanted.name()))), "")),
                difference,
                0);
    }

    private void dependent(Merged given, Demand.DependentNames wanted, Demands owner, List<Goal> goals) {
        List<Demand.DependentNames> all = given.all(Demand.DependentNames.class);
        wanted.names().forEach((name, names) -> {
            boolean guaranteed = schemas.member(given, name).isNothing()
                    || given.required.containsAll(names)
                    || all.stream()
                            .anyMatch(one ->
                                    one.names().getOrDefault(name, Set.of()).containsAll(names));
            if (!guaranteed) {
                goals.add(new Goal.Broken(Difference.unclear(
                                "dependentRequired",
                                "dependent-required-changed",
                                owner,
                                Words.quoted(name) + " with others or without",
                                Words.quoted(name) + " only beside " + Words.list(List.copyOf(names)))
                        .with(!given.required.containsAll(names) && all.isEmpty())));
            }
        });
    }

    private void dependent(Merged given, Demand.DependentDemands wanted, List<Goal> goals) {
        wanted.demands().forEach((name, schema) -> {
            if (schemas.member(given, name).isNothing()) {
                return;
            }
            Merged with = given;
            for (Demand.DependentDemands one : given.all(Demand.DependentDemands.class)) {
                Demands own = one.demands().get(name);
                with = own == null ? with : schemas.and(with, own);
            }
            goals.add(new Goal.Part(inclusions.of(with, schemas.wanted(List.of(schema))), ""));
        });
    }

    void members(Merged given, Merged wide, List<Goal> goals) {
        if (wide.members.isEmpty() || given.maxMembers == 0) {
            return;
        }
        Set<String> names = named(wide);
        names.addAll(named(given));
        for (String name : names) {
            Merged wanted = schemas.member(wide, name);
            if (!wanted.leaves.isEmpty()) {
                goals.add(
                        new Goal.Part(inclusions.of(schemas.member(given, name), wanted), "/" + Pointers.escape(name)));
            }
        }
        Merged others = schemas.others(wide);
        if (!others.leaves.isEmpty() && !areListed(given, names)) {
            goals.add(new Goal.Part(inclusions.of(schemas.others(given), others), "/*"));
        }
        patterns(given, wide, goals);
    }

    /** Whether a list of names leaves no others than these. */
    private boolean areListed(Merged given, Set<String> names) {
        List<Demands> all = given.all(Demand.MemberNames.class).stream()
                .map(Demand.MemberNames::name)
                .toList();
        List<JsonValue> listed = all.isEmpty() ? null : schemas.wanted(all).values;
        return listed != null
                && listed.stream()
                        .allMatch(
                                name -> !(name instanceof JsonValue.StringValue text) || names.contains(text.value()));
    }

    /** Names that match a pattern: at least what that pattern's schemas guarantee, at most what they and the others demand. */
    private void patterns(Merged given, Merged wide, List<Goal> goals) {
        Map<String, Demand.MatchedMembers> patterns = new LinkedHashMap<>();
        for (Merged merged : List.of(given, wide)) {
            for (Demand.Members members : merged.members) {
                members.patterns().forEach(one -> patterns.put(one.pattern().source(), one));
            }
        }
        for (String source : patterns.keySet()) {
            List<Demands> guaranteed = new ArrayList<>();
            for (Demand.Members members : given.members) {
                List<Demands> matched = matched(members, source);
                guaranteed.addAll(matched);
                if (members.patterns().isEmpty() && members.others() != null) {
                    guaranteed.add(members.others());
                }
            }
            List<Demands> wanted = new ArrayList<>();
            for (Demand.Members members : wide.members) {
                List<Demands> matched = matched(members, source);
                wanted.addAll(matched);
                if (matched.isEmpty() && members.others() != null) {
                    wanted.add(members.others());
                }
            }
            Merged demanded = schemas.wanted(wanted);
            if (!demanded.leaves.isEmpty()) {
                goals.add(new Goal.Part(inclusions.of(schemas.wanted(guaranteed), demanded), "/*"));
            }
        }
    }

    private static List<Demands> matched(Demand.Members members, String source) {
        return members.patterns().stream()
                .filter(one -> one.pattern().source().equals(source))
                .map(Demand.MatchedMembers::member)
                .toList();
    }
}

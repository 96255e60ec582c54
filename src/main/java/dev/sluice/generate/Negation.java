package dev.sluice.generate;

import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import dev.sluice.schema.TypeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells in which ways a value can fail to keep demands. Who makes a value by one of them judges it nevertheless. */
final class Negation {

    private static final int MOST = 12;
    private static final String EXTRA = "extra";

    private static final Demand NUMBER = types(TypeSet.Type.INTEGER, TypeSet.Type.NUMBER);
    private static final Demand STRING = types(TypeSet.Type.STRING);
    private static final Demand ARRAY = types(TypeSet.Type.ARRAY);
    private static final Demand OBJECT = types(TypeSet.Type.OBJECT);

    private final String pointer;
    private final List<List<Demands>> options = new ArrayList<>();

    private Negation(String pointer) {
        this.pointer = pointer;
    }

    private static Demand types(TypeSet.Type... types) {
        return new Demand.Types(TypeSet.of(types));
    }

    static List<List<Demands>> of(Demands refused) {
        Negation negation = new Negation(refused.pointer());
        refused.demands().forEach(negation::negate);
        return negation.options;
    }

    private void way(Demand... demands) {
        options.add(List.of(Made.of(pointer, demands)));
    }

    private void negate(Demand demand) {
        if (demand instanceof Demand.Nothing) {
            options.add(List.of());
        } else if (demand instanceof Demand.Types types) {
            way(new Demand.Types(new TypeSet(TypeSet.ANY.bits() & ~types.types().bits())));
        } else if (demand instanceof Demand.Values) {
            way();
        } else if (!negateScalar(demand) && !negateParts(demand)) {
            combine(demand);
        }
    }

    private boolean negateScalar(Demand demand) {
        if (demand instanceof Demand.Bound bound) {
            way(NUMBER, new Demand.Bound(bound.limit(), !bound.lower(), !bound.exclusive()));
        } else if (demand instanceof Demand.Whole) {
            way(types(TypeSet.Type.NUMBER));
        } else if (demand instanceof Demand.Multiple) {
            way(types(TypeSet.Type.NUMBER));
            way(types(TypeSet.Type.INTEGER));
        } else if (demand instanceof Demand.Length length) {
            if (length.minimum() > 0) {
                way(STRING, new Demand.Length(0, length.minimum() - 1));
            }
            if (length.maximum() < Limits.TEXT) {
                way(STRING, new Demand.Length(length.maximum() + 1, Integer.MAX_VALUE));
            }
        } else if (demand instanceof Demand.Pattern || demand instanceof Demand.Format) {
            way(STRING);
            way(STRING, new Demand.Length(0, 0));
        } else {
            return false;
        }
        return true;
    }

    private boolean negateParts(Demand demand) {
        if (demand instanceof Demand.ItemCount count) {
            if (count.minimum() > 0) {
                way(ARRAY, new Demand.ItemCount(0, count.minimum() - 1));
            }
            if (count.maximum() < Limits.NODES) {
                way(ARRAY, new Demand.ItemCount(count.maximum() + 1, Integer.MAX_VALUE));
            }
        } else if (demand instanceof Demand.MemberCount count) {
            if (count.minimum() > 0) {
                way(OBJECT, new Demand.MemberCount(0, count.minimum() - 1));
            }
            if (count.maximum() < Limits.NODES) {
                way(OBJECT, new Demand.MemberCount(count.maximum() + 1, Integer.MAX_VALUE));
            }
        } else if (demand instanceof Demand.DifferentItems) {
            way(ARRAY, new Demand.ItemCount(2, Integer.MAX_VALUE));
        } else if (demand instanceof Demand.Items items) {
            for (int i = 0; i < items.prefix().size(); i++) {
                item(i, Made.not(items.prefix().get(i)));
            }
            if (items.rest() != null) {
                item(items.prefix().size(), Made.not(items.rest()));
            }
        } else if (demand instanceof Demand.Contains contains) {
            if (contains.minimum() > 0) {
                way(ARRAY, new Demand.Items(List.of(), Made.not(contains.item())));
            }
            if (contains.maximum() < Limits.NODES) {
                way(
                        ARRAY,
                        new Demand.ItemCount(contains.maximum() + 1, Integer.MAX_VALUE),
                        new Demand.Items(List.of(), contains.item()));
            }
        } else {
            return negateMembers(demand);
        }
        return true;
    }

    private void item(int index, Demands demands) {
        List<Demands> prefix = new ArrayList<>();
        for (int i = 0; i < index; i++) {
            prefix.add(Made.of(pointer));
        }
        prefix.add(demands);
        way(ARRAY, new Demand.ItemCount(index + 1, Integer.MAX_VALUE), new Demand.Items(prefix, null));
    }

    private boolean negateMembers(Demand demand) {
        if (demand instanceof Demand.Required required) {
            required.names().stream().limit(MOST).forEach(name -> way(OBJECT, Made.member(name, Made.NOTHING)));
        } else if (demand instanceof Demand.Members members) {
            members.properties().entrySet().stream()
                    .limit(MOST)
                    .forEach(member -> member(member.getKey(), Made.not(member.getValue())));
            if (members.others() != null) {
                member(EXTRA, Made.not(members.others()));
            }
            members.patterns()
                    .forEach(member -> way(
                            OBJECT,
                            new Demand.MemberCount(1, Integer.MAX_VALUE),
                            new Demand.Members(
                                    Map.of(),
                                    List.of(new Demand.MatchedMembers(member.pattern(), Made.not(member.member()))),
                                    Made.NOTHING)));
        } else if (demand instanceof Demand.MemberNames names) {
            way(OBJECT, new Demand.MemberCount(1, Integer.MAX_VALUE), new Demand.MemberNames(Made.not(names.name())));
        } else if (demand instanceof Demand.DependentNames dependent) {
            dependent
                    .names()
                    .forEach((name, required) -> required.stream()
                            .limit(MOST)
                            .forEach(other ->
                                    way(OBJECT, new Demand.Required(Set.of(name)), Made.member(other, Made.NOTHING))));
        } else if (demand instanceof Demand.DependentDemands dependent) {
            dependent
                    .demands()
                    .forEach((name, demands) -> options.add(
                            List.of(Made.of(pointer, OBJECT, new Demand.Required(Set.of(name))), Made.not(demands))));
        } else {
            return false;
        }
        return true;
    }

    private void member(String name, Demands demands) {
        way(OBJECT, new Demand.Required(Set.of(name)), Made.member(name, demands));
    }

    private void combine(Demand demand) {
        if (demand instanceof Demand.All all) {
            all.parts().forEach(part -> options.add(List.of(Made.not(part))));
        } else if (demand instanceof Demand.Any any) {
            options.add(any.alternatives().stream().map(Made::not).toList());
            for (int i = 1; any.exactlyOne() && i < Math.min(any.alternatives().size(), MOST); i++) {
                options.add(List.of(
                        any.alternatives().get(i - 1), any.alternatives().get(i)));
            }
        } else if (demand instanceof Demand.Named named) {
            if (!named.optional()) {
                way(OBJECT, Made.member(named.property(), Made.NOTHING));
            }
            if (named.alternatives() != null) {
                combine(named.alternatives());
            }
        } else if (demand instanceof Demand.Not not) {
            options.add(List.of(not.refused()));
        } else if (demand instanceof Demand.If condition) {
            options.add(List.of(condition.condition(), Made.not(condition.then())));
            options.add(List.of(Made.not(condition.condition()), Made.not(condition.otherwise())));
        } else if (demand instanceof Demand.Unevaluated rest && rest.members()) {
            member(EXTRA, Made.not(rest.rest()));
        } else if (demand instanceof Demand.Unevaluated) {
            way(ARRAY, new Demand.ItemCount(1, Integer.MAX_VALUE));
        }
    }
}

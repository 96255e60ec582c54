package dev.sluice.diff;

import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What schemas speak of in a value, also those of all its alternatives and conditions: members and items. Heirs that a
 * discriminator names speak for themselves: each is compared as a whole.
 */
final class Declared {

    private final Map<String, List<Demands>> members = new LinkedHashMap<>();
    private final List<Demands> others = new ArrayList<>();
    private final List<Demands> items = new ArrayList<>();
    private final Deque<Demands> left;
    private final Heirs heirs;
    private boolean invites;
    private boolean refuses;

    Declared(Collection<Demands> schemas, Heirs heirs) {
        this.heirs = heirs;
        left = new ArrayDeque<>(schemas);
        Set<Demands> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        while (!left.isEmpty()) {
            Demands schema = left.remove();
            if (visited.add(schema)) {
                schema.demands().forEach(demand -> add(demand, schema));
            }
        }
    }

    /** With what is said of each. */
    Map<String, List<Demands>> members() {
        return members;
    }

    /** Whether members are invited that have no name, or none is spoken of at all. */
    boolean isOpen() {
        return invites || members.isEmpty();
    }

    /** Whether some schema refuses members without a name. */
    boolean isClosed() {
        return refuses;
    }

    boolean allows(String name) {
        return isOpen() || members.containsKey(name);
    }

    /** What is said of a member. */
    List<Demands> member(String name) {
        List<Demands> all = new ArrayList<>(others);
        all.addAll(members.getOrDefault(name, List.of()));
        return all;
    }

    /** What is said of members without a name. */
    List<Demands> others() {
        return others;
    }

    /** What is said of any item. */
    List<Demands> items() {
        return items;
    }

    private void add(Demand demand, Demands owner) {
        if (demand instanceof Demand.Members some) {
            some.properties()
                    .forEach((name, schema) -> members.computeIfAbsent(name, added -> new ArrayList<>())
                            .add(schema));
            some.patterns().forEach(one -> others.add(one.member()));
            invites |= !some.patterns().isEmpty();
            if (some.others() != null) {
                invite(some.others());
            }
        } else if (demand instanceof Demand.Unevaluated rest) {
            if (rest.members()) {
                invite(rest.rest());
            } else {
                items.add(rest.rest());
            }
        } else if (demand instanceof Demand.Items some) {
            items.addAll(some.prefix());
            if (some.rest() != null) {
                items.add(some.rest());
            }
        } else if (demand instanceof Demand.Contains some) {
            items.add(some.item());
        } else {
            addInPlace(demand, owner);
        }
    }

    private void invite(Demands schema) {
        if (Anything.isNothing(schema)) {
            refuses = true;
        } else {
            invites = true;
            others.add(schema);
        }
    }

    private void addInPlace(Demand demand, Demands owner) {
        refuses |= (demand instanceof Demand.MemberCount count && count.maximum() == 0)
                || (demand instanceof Demand.MemberNames names && Anything.isNothing(names.name()));
        if (demand instanceof Demand.All all) {
            left.addAll(all.parts());
        } else if (demand instanceof Demand.Any any) {
            left.addAll(any.alternatives());
        } else if (demand instanceof Demand.Named named) {
            if (!heirs.areAll(named, owner)) {
                left.addAll(named.branches().values());
            }
            if (named.alternatives() != null) {
                left.addAll(named.alternatives().alternatives());
            }
        } else if (demand instanceof Demand.If condition) {
            left.add(condition.condition());
            left.add(condition.then());
            left.add(condition.otherwise());
        } else if (demand instanceof Demand.DependentDemands dependent) {
            left.addAll(dependent.demands().values());
        }
    }
}

package dev.sluice.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the parts of a value that schemas look at. Keywords add what they look at. */
final class ReachBuilder {

    private final Reaches reaches;
    private final Set<Subschema> visited = new HashSet<>();
    private final List<Members> members = new ArrayList<>();
    private final List<Items> items = new ArrayList<>();
    private final Set<Subschema> anyMember = new LinkedHashSet<>();
    private final Set<Subschema> anyItem = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> wholeMembers = new HashSet<>();
    /** Whether all schemas that were met apply to the value, come what may. */
    private boolean certain;
    /** Whether the one that is being met does. */
    private boolean sure = true;

    /** Whether an alternative says nothing about members, so that it may mean any. */
    private boolean open;

    private boolean everything;
    private boolean allNames;
    private boolean allItems;
    private int minItems;
    private int maxItems = Integer.MAX_VALUE;

    ReachBuilder(Reaches reaches, boolean certain) {
        this.reaches = reaches;
        this.certain = certain;
    }

    /** Schemas that apply to the same value. */
    void all(Collection<Subschema> schemas) {
        for (Subschema schema : schemas) {
            if (visited.add(schema)) {
                schema.keywords().forEach(keyword -> keyword.reach(this));
            }
        }
    }

    /** Schemas that may apply to the same value. */
    void perhaps(Collection<Subschema> schemas) {
        boolean outer = sure;
        sure = false;
        certain = false;
        for (Subschema schema : schemas) {
            int before = members.size();
            boolean fresh = !visited.contains(schema);
            all(List.of(schema));
            open |= fresh && members.size() == before && schema.types().has(TypeSet.Type.OBJECT);
        }
        sure = outer;
    }

    /** A keyword of which nothing is known. */
    void everything() {
        everything = true;
    }

    /** A keyword that compares the whole value with another; it declares no part. */
    void whole() {
        everything |= reaches.judging;
    }

    void members(Members keyword) {
        members.add(keyword);
        names.addAll(keyword.properties().keySet());
    }

    void names(Collection<String> named) {
        names.addAll(named);
    }

    /** A keyword that looks at a member itself. */
    void value(String name) {
        names.add(name);
        wholeMembers.add(name);
    }

    /** A keyword that looks at all names, but not at what they name. */
    void allNames() {
        allNames = true;
    }

    void anyMember(Subschema schema) {
        anyMember.add(schema);
        certain = false;
    }

    void items(Items keyword) {
        items.add(keyword);
    }

    void itemCount(int lowest, int highest) {
        minItems = Math.max(minItems, lowest);
        maxItems = sure ? Math.min(maxItems, highest) : maxItems;
    }

    void anyItem(Subschema schema) {
        anyItem.add(schema);
        certain = false;
    }

    /** A keyword that compares the items with each other. */
    void allItems() {
        allItems = true;
    }

    Reach.Layout build(Set<Subschema> schemas) {
        boolean countable = certain;
        all(schemas);
        if (everything) {
            return Reach.EVERYTHING.layout();
        }
        List<Reach> values = new ArrayList<>();
        MembersByName byName = new MembersByName(members, false);
        for (String name : names) {
            Set<Subschema> applied = new LinkedHashSet<>(anyMember);
            byName.of(name).forEach(keyword -> applied.addAll(keyword.schemasOf(name)));
            values.add(wholeMembers.contains(name) ? Reach.EVERYTHING : reaches.of(applied, certain));
        }
        int longest = items.stream()
                .mapToInt(keyword -> keyword.prefix().size())
                .max()
                .orElse(0);
        List<Reach> prefix = new ArrayList<>();
        for (int i = 0; i < longest; i++) {
            prefix.add(item(i));
        }
        boolean cut = reaches.judging && countable && anyItem.isEmpty() && maxItems < Integer.MAX_VALUE;
        int most = cut ? Math.max(maxItems + 1, minItems) : Integer.MAX_VALUE;
        return new Reach.Layout(new Names(List.copyOf(names)), values, others(), prefix, item(longest), most);
    }

    private Reach item(int index) {
        if (allItems && reaches.judging) {
            return Reach.EVERYTHING;
        }
        Set<Subschema> applied = new LinkedHashSet<>(anyItem);
        items.forEach(keyword -> applied.add(keyword.item(index)));
        return reaches.of(applied, certain);
    }

    private @Nullable Reach others() {
        boolean wanted = !anyMember.isEmpty() || (reaches.judging ? allNames : isOpen());
        boolean patterns = false;
        Set<Subschema> applied = new LinkedHashSet<>(anyMember);
        for (Members keyword : members) {
            patterns |= !keyword.patterns().isEmpty();
            wanted |= reaches.judging
                    ? !keyword.additional().isTrue()
                    : keyword.additional() != Subschema.TRUE
                            && !keyword.additional().isFalse();
            applied.add(keyword.additional());
            keyword.patterns().forEach(member -> applied.add(member.schema()));
        }
        return wanted || patterns ? reaches.of(applied, certain && !patterns) : null;
    }

    /** Whether the schemas leave it to the sender which members there are. */
    private boolean isOpen() {
        return members.isEmpty() || open;
    }
}

package dev.sluice.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which members and items the keywords of one schema judge, where that does not depend on the value. */
final class Evaluated {

    private final Map<String, Subschema> names = new LinkedHashMap<>();
    private final List<PatternMember> patterns = new ArrayList<>();
    private final Set<Subschema> visited = new HashSet<>();
    private boolean allMembers;
    private boolean allItems;
    private int items;

    private Evaluated() {}

    /** @return null where it depends on the value */
    static @Nullable Evaluated by(Subschema schema) {
        Evaluated evaluated = new Evaluated();
        return evaluated.add(schema, true) ? evaluated : null;
    }

    private boolean add(Subschema schema, boolean owner) {
        boolean fixed = true;
        for (Keyword keyword : visited.add(schema) ? schema.keywords() : List.<Keyword>of()) {
            if (keyword instanceof AllOf all) {
                fixed &= all.applied().stream().allMatch(part -> add(part, false));
            } else if (keyword instanceof Members members) {
                add(members);
            } else if (keyword instanceof Items list) {
                items = Math.max(items, list.prefix().size());
                allItems |= list.rest() != Subschema.TRUE;
            } else {
                boolean own = owner && keyword instanceof Unevaluated;
                boolean marks =
                        keyword instanceof Unevaluated || keyword instanceof InPlace || keyword instanceof Contains;
                fixed &= own || !marks;
            }
        }
        return fixed;
    }

    private void add(Members members) {
        members.properties().keySet().forEach(name -> names.put(name, Subschema.TRUE));
        members.patterns().forEach(member -> patterns.add(new PatternMember(member.pattern(), Subschema.TRUE)));
        allMembers |= members.additional() != Subschema.TRUE;
    }

    boolean allMembers() {
        return allMembers;
    }

    boolean allItems() {
        return allItems;
    }

    /** A keyword that judges the members that are left as {@code unevaluatedProperties} does. */
    Members otherMembers(Unevaluated keyword) {
        return new Members(names, patterns, keyword.schema(), keyword.closed());
    }

    /** A keyword that judges the items that are left as {@code unevaluatedItems} does. */
    Items otherItems(Unevaluated keyword) {
        List<Subschema> prefix = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            prefix.add(Subschema.TRUE);
        }
        return new Items(prefix, keyword.schema());
    }
}

package dev.sluice.schema;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** Which members or items of one value some keyword has judged: what {@code unevaluated…} leaves alone. */
final class Marks {

    private final Set<String> members = new HashSet<>();
    private final BitSet items = new BitSet();

    void member(String name) {
        members.add(name);
    }

    void item(int index) {
        items.set(index);
    }

    boolean hasMember(String name) {
        return members.contains(name);
    }

    boolean hasItem(int index) {
        return items.get(index);
    }

    void add(Marks others) {
        members.addAll(others.members);
        items.or(others.items);
    }
}

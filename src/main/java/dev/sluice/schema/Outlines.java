package dev.sluice.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Outlines of several schemas that apply to one value: all of them, or any. */
record Outlines(List<? extends Outline> parts, boolean all) implements Outline {

    /** So that nested choices cannot multiply. */
    private static final int MAX_ALTERNATIVES = 16;

    static Outline all(List<? extends Outline> parts) {
        return of(parts, true);
    }

    static Outline any(List<? extends Outline> parts) {
        return of(parts, false);
    }

    private static Outline of(List<? extends Outline> parts, boolean all) {
        List<? extends Outline> telling =
                all ? parts.stream().filter(part -> part != ANYTHING).toList() : parts;
        return telling.isEmpty() ? ANYTHING : telling.size() == 1 ? telling.get(0) : new Outlines(telling, all);
    }

    @Override
    public TypeSet types() {
        TypeSet types = all ? TypeSet.ANY : TypeSet.of();
        for (Outline part : parts) {
            types = all ? types.and(part.types()) : types.or(part.types());
        }
        return types;
    }

    @Override
    public boolean accepts(JsonValue value) {
        for (Outline part : parts) {
            if (part.accepts(value) != all) {
                return !all;
            }
        }
        return all;
    }

    @Override
    public Outline item(int index) {
        return below(TypeSet.Type.ARRAY, part -> part.item(index));
    }

    @Override
    public Outline member(String name) {
        return below(TypeSet.Type.OBJECT, part -> part.member(name));
    }

    /** An alternative that takes no such values says nothing about what is in them. */
    private Outline below(TypeSet.Type type, Function<Outline, Outline> step) {
        List<Outline> below = new ArrayList<>(parts.size());
        for (Outline part : parts) {
            if (all || part.types().has(type)) {
                below.add(step.apply(part));
            }
        }
        return of(below, all);
    }

    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        parts.forEach(part -> names.addAll(part.names()));
        return names;
    }

    @Override
    public Set<String> required() {
        Set<String> names = new LinkedHashSet<>(parts.get(0).required());
        parts.forEach(part -> {
            if (all) {
                names.addAll(part.required());
            } else {
                names.retainAll(part.required());
            }
        });
        return names;
    }

    @Override
    public Set<String> waived() {
        Set<String> names = new LinkedHashSet<>();
        parts.forEach(part -> names.addAll(part.waived()));
        return names;
    }

    @Override
    public int mostItems() {
        IntStream most = parts.stream().mapToInt(Outline::mostItems);
        return (all ? most.min() : most.max()).orElse(Integer.MAX_VALUE);
    }

    @Override
    public boolean isOpen() {
        return parts.stream().anyMatch(Outline::isOpen);
    }

    @Override
    public List<Outline> alternatives() {
        if (!all) {
            return List.copyOf(parts.subList(0, Math.min(parts.size(), MAX_ALTERNATIVES)));
        }
        for (int i = 0; i < parts.size(); i++) {
            List<Outline> ofPart = parts.get(i).alternatives();
            if (!ofPart.isEmpty()) {
                int chosen = i;
                return ofPart.stream().map(one -> with(chosen, one)).toList();
            }
        }
        return List.of();
    }

    private Outline with(int index, Outline chosen) {
        List<Outline> others = new ArrayList<>(parts);
        others.set(index, chosen);
        return all(others);
    }
}

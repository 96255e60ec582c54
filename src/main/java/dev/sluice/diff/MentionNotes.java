package dev.sluice.diff;

import dev.sluice.document.Pointers;
import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import dev.sluice.schema.JsonValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tells of members that came, went or changed their meaning without a keyword that says what values are. */
final class MentionNotes {

    private final Spots was;
    private final Spots is;
    private final Side side;
    private final List<SchemaChange> changes = new ArrayList<>();

    private record Step(Mentions.Pair pair, String path) {}

    MentionNotes(Spots was, Spots is, Side side) {
        this.was = was;
        this.is = is;
        this.side = side;
    }

    /** Whether a pair itself has something to tell. */
    static boolean hasOwn(Mentions.Pair pair) {
        return !pair.was.members().keySet().equals(pair.is.members().keySet())
                || pair.was.isClosed() != pair.is.isClosed()
                || unwanted(pair.old) != unwanted(pair.young)
                || !same(defaultOf(pair.old), defaultOf(pair.young));
    }

    /** @param steps how many may be taken; fewer are left afterwards */
    List<SchemaChange> from(Mentions.Pair root, int[] steps) {
        Set<Mentions.Pair> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Step> left = new ArrayDeque<>(List.of(new Step(root, "")));
        while (!left.isEmpty() && steps[0] > 0) {
            Step step = left.remove();
            if (step.pair.differs && visited.add(step.pair)) {
                steps[0]--;
                tell(step);
                step.pair.parts.forEach(
                        (name, part) -> left.add(new Step(part, step.path + "/" + Pointers.escape(name.strip()))));
            }
        }
        return changes;
    }

    private void tell(Step step) {
        Mentions.Pair pair = step.pair;
        for (String name : new TreeSet<>(pair.is.members().keySet())) {
            if (!pair.was.members().containsKey(name)) {
                added(step, name);
            }
        }
        for (String name : new TreeSet<>(pair.was.members().keySet())) {
            if (!pair.is.members().containsKey(name)) {
                removed(step, name);
            }
        }
        ofWhole(step);
    }

    private void added(Step step, String name) {
        change(
                Effect.COMPATIBLE,
                "added",
                "properties",
                Pointers.child(step.path, name),
                was.of(first(step.pair.old), "properties"),
                is.of(written(step.pair.is.members().get(name)), ""),
                Words.quoted(name) + " is new");
    }

    private void removed(Step step, String name) {
        change(
                Effect.UNCLEAR,
                "removed",
                "properties",
                Pointers.child(step.path, name),
                was.of(written(step.pair.was.members().get(name)), ""),
                is.of(first(step.pair.young), "properties"),
                Words.quoted(name)
                        + (side == Side.REQUEST
                                ? " is no longer declared: it still passes, and nothing says what becomes of it"
                                : " is no longer declared: it was optional, and may be missing for good")
                        + " (expected: deprecated: true first)");
    }

    private void ofWhole(Step step) {
        Mentions.Pair pair = step.pair;
        if (pair.was.isClosed() != pair.is.isClosed()) {
            boolean closed = pair.is.isClosed();
            change(
                    closed && side == Side.REQUEST ? Effect.UNCLEAR : Effect.COMPATIBLE,
                    closed ? "closed" : "opened",
                    "additionalProperties",
                    step.path,
                    was.of(first(pair.old), "additionalProperties"),
                    is.of(first(pair.young), "additionalProperties"),
                    closed
                            ? "members that are not declared are refused now: nobody can tell whether some are sent"
                            : "members that are not declared are no longer refused");
        }
        boolean before = unwanted(pair.old);
        if (before != unwanted(pair.young)) {
            String keyword = side == Side.REQUEST ? "readOnly" : "writeOnly";
            String word = side == Side.REQUEST ? "read-only" : "write-only";
            change(
                    before ? Effect.COMPATIBLE : Effect.UNCLEAR,
                    before ? "no-longer-" + word : "became-" + word,
                    keyword,
                    step.path,
                    was.of(first(pair.old), keyword),
                    is.of(first(pair.young), keyword),
                    before
                            ? "is no longer " + keyword
                            : "is " + keyword + " now: it still passes, and may be ignored or left out");
        }
        JsonValue old = defaultOf(pair.old);
        JsonValue young = defaultOf(pair.young);
        if (side == Side.REQUEST && !same(old, young)) {
            change(
                    Effect.UNCLEAR,
                    "default-changed",
                    "default",
                    step.path,
                    was.of(first(pair.old), "default"),
                    is.of(first(pair.young), "default"),
                    "who leaves it out gets " + word(young) + " now, where it was " + word(old));
        }
    }

    private static String word(@Nullable JsonValue value) {
        return value == null ? "no default" : Words.of(value);
    }

    private void change(
            Effect effect,
            String end,
            String keyword,
            String path,
            @Nullable Spot old,
            @Nullable Spot young,
            String message) {
        changes.add(new SchemaChange(effect, side, end, keyword, path, old, young, message));
    }

    private static @Nullable Demands first(@Nullable List<Demands> schemas) {
        return schemas == null || schemas.isEmpty() ? null : meant(schemas.get(0));
    }

    private static @Nullable Demands written(@Nullable List<Demands> schemas) {
        return schemas == null || schemas.isEmpty() ? null : schemas.get(0);
    }

    private static boolean unwanted(List<Demands> schemas) {
        return schemas.stream().anyMatch(schema -> meant(schema).isUnwanted());
    }

    private static @Nullable JsonValue defaultOf(List<Demands> schemas) {
        for (Demands schema : schemas) {
            JsonValue found = schema.ownDefault() == null ? meant(schema).ownDefault() : schema.ownDefault();
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** What a mere reference leads to. */
    private static Demands meant(Demands schema) {
        Demands meant = schema;
        for (int i = 0; i < 100; i++) {
            List<Demand> demands = meant.demands();
            if (demands.size() != 1
                    || !(demands.get(0) instanceof Demand.All all)
                    || all.parts().size() != 1) {
                break;
            }
            meant = all.parts().get(0);
        }
        return meant;
    }

    private static boolean same(@Nullable JsonValue one, @Nullable JsonValue other) {
        if (one instanceof JsonValue.NumberValue a && other instanceof JsonValue.NumberValue b) {
            return a.value().compareTo(b.value()) == 0;
        }
        if (one instanceof JsonValue.ArrayValue a && other instanceof JsonValue.ArrayValue b) {
            return a.items().size() == b.items().size()
                    && IntStream.range(0, a.items().size())
                            .allMatch(i -> same(a.items().get(i), b.items().get(i)));
        }
        if (one instanceof JsonValue.ObjectValue a && other instanceof JsonValue.ObjectValue b) {
            Map<String, JsonValue> members = b.members();
            return a.members().keySet().equals(members.keySet())
                    && a.members().entrySet().stream()
                            .allMatch(member -> same(member.getValue(), members.get(member.getKey())));
        }
        return one == null ? other == null : one.equals(other);
    }
}

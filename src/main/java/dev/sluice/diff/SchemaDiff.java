package dev.sluice.diff;

import dev.sluice.contract.ContractDocuments;
import dev.sluice.document.Pointers;
import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import dev.sluice.schema.TypeSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares the schemas of values. First all pairs are named ({@link #pair}), then all are decided at once
 * ({@link #settle}), then each can be asked for its changes.
 */
final class SchemaDiff {

    /** Pairs of schemas that are gone through to tell the changes of all operations. */
    private static final int MOST_STEPS = 5_000_000;

    private static final TypeSet TEXT_SCALARS =
            TypeSet.of(TypeSet.Type.INTEGER, TypeSet.Type.NUMBER, TypeSet.Type.BOOLEAN);

    private final Spots was;
    private final Spots is;
    private final MergedSchemas schemas;
    private final Inclusions inclusions;
    private final Mentions mentions;
    private final Map<Pair, List<SchemaChange>> told = new HashMap<>();
    private final int[] steps = {MOST_STEPS};

    /** @param text whether values are written as mere text, as those of most parameters */
    record Pair(Demands old, Demands young, Side side, boolean text) {}

    SchemaDiff(ContractDocuments old, ContractDocuments young, Undeclared undeclared) {
        this.was = new Spots(old);
        this.is = new Spots(young);
        this.schemas = new MergedSchemas(undeclared);
        this.inclusions = new Inclusions(schemas);
        this.mentions = new Mentions(schemas);
    }

    /** @param old null for anything, as {@code young} */
    Pair pair(@Nullable Demands old, @Nullable Demands young, Side side, boolean text) {
        Pair pair = new Pair(old == null ? Anything.ALL : old, young == null ? Anything.ALL : young, side, text);
        forward(pair);
        backward(pair);
        mentions.of(List.of(pair.old), List.of(pair.young));
        return pair;
    }

    private Inclusion forward(Pair pair) {
        return inclusions.of(schemas.given(List.of(pair.old)), schemas.wanted(List.of(pair.young)));
    }

    private Inclusion backward(Pair pair) {
        return inclusions.of(schemas.given(List.of(pair.young)), schemas.wanted(List.of(pair.old)));
    }

    void settle() {
        inclusions.settle();
        mentions.settle();
    }

    /** The same list for the same schemas. */
    List<SchemaChange> changes(Pair pair) {
        return told.computeIfAbsent(pair, this::tell);
    }

    private List<SchemaChange> tell(Pair pair) {
        List<SchemaChange> changes = new ArrayList<>();
        refuted(pair, forward(pair), true, changes);
        refuted(pair, backward(pair), false, changes);
        List<SchemaChange> all = merged(changes);
        Map<String, Effect> spoken = new HashMap<>();
        for (SchemaChange change : all) {
            if (change.end().endsWith("added") || change.end().endsWith("removed")) {
                spoken.merge(change.path(), change.effect(), (one, other) -> one.compareTo(other) < 0 ? one : other);
            }
        }
        for (SchemaChange note :
                new MentionNotes(was, is, pair.side).from(mentions.of(List.of(pair.old), List.of(pair.young)), steps)) {
            Effect said = note.keyword().equals("properties") ? spoken.get(note.path()) : null;
            if (said == null || said.compareTo(note.effect()) > 0) {
                all.add(note);
            }
        }
        return List.copyOf(all);
    }

    private void refuted(Pair pair, Inclusion root, boolean narrowed, List<SchemaChange> changes) {
        if (!root.isRefuted() || (pair.text && isMoreText(root.narrow, root.wide))) {
            return;
        }
        if (steps[0] <= 0) {
            changes.add(tooMany(pair, narrowed));
            return;
        }
        int size = changes.size();
        steps[0] -= new RefutedWalk(
                        (difference, given, wanted, step) -> changes.add(change(pair.side, difference, step, narrowed)))
                .from(root);
        if (changes.size() == size) {
            changes.add(tooMany(pair, narrowed));
        }
    }

    private static SchemaChange tooMany(Pair pair, boolean narrowed) {
        Effect effect = narrowed ? pair.side.ofNarrower(false) : pair.side.ofWider(false);
        return new SchemaChange(
                effect, pair.side, "schema-changed", "", "", null, null, "its schemas differ in too many ways to list");
    }

    /** Every number and boolean is a text, too. */
    private static boolean isMoreText(Merged given, Merged wanted) {
        return (given.types.bits() & ~TEXT_SCALARS.bits()) == 0
                && wanted.allows(TypeSet.Type.STRING)
                && wanted.formats.isEmpty()
                && wanted.asked.stream().allMatch(one -> one.demand() instanceof Demand.Types);
    }

    private SchemaChange change(Side side, Difference difference, RefutedWalk.Step step, boolean narrowed) {
        Effect effect = narrowed ? side.ofNarrower(difference.certain()) : side.ofWider(difference.certain());
        Spots wantedIn = narrowed ? is : was;
        Spots givenIn = narrowed ? was : is;
        Spot wanted = wantedIn.of(difference.owner(), difference.keyword());
        if (wanted == null) {
            wanted = wantedIn.of(step.nearestWanted(), difference.keyword());
        }
        Spot given = givenIn.of(step.nearestGiven(), difference.keyword());
        String end = end(difference, step, narrowed);
        String path = difference.member().isEmpty() ? step.path() : Pointers.child(step.path(), difference.member());
        return new SchemaChange(
                effect,
                side,
                end,
                difference.keyword(),
                path,
                narrowed ? given : wanted,
                narrowed ? wanted : given,
                message(effect, side, difference, narrowed));
    }

    private String end(Difference difference, RefutedWalk.Step step, boolean narrowed) {
        String end = narrowed ? difference.narrowed() : difference.widened();
        if (difference.member().isEmpty()) {
            return end;
        }
        boolean known =
                schemas.declared(step.inclusion().narrow.leaves).members().containsKey(difference.member());
        return known ? end : narrowed ? "required-property-added" : "required-property-removed";
    }

    private static String message(Effect effect, Side side, Difference difference, boolean narrowed) {
        String text = narrowed
                ? "demands " + difference.wanted() + " now, where there was " + difference.had()
                : "allows " + difference.had() + " now, where there was " + difference.wanted();
        if (effect == Effect.COMPATIBLE) {
            return text;
        }
        return text + " (expected: " + (side == Side.REQUEST ? "no demand that is new" : "nothing that is new") + ")";
    }

    /** What changed both ways is told once, and what several ways lead to. */
    private static List<SchemaChange> merged(List<SchemaChange> changes) {
        Map<String, SchemaChange> all = new LinkedHashMap<>();
        for (SchemaChange change : changes) {
            boolean type = change.end().startsWith("type-");
            String key = change.path() + " " + (type ? "type" : change.end()) + " "
                    + (change.end().startsWith("alternative") ? change.message() : change.keyword());
            SchemaChange known = all.get(key);
            if (known == null) {
                all.put(key, change);
            } else {
                all.put(key, both(known, change));
            }
        }
        return new ArrayList<>(all.values());
    }

    private static SchemaChange both(SchemaChange one, SchemaChange other) {
        SchemaChange worse = one.effect().compareTo(other.effect()) <= 0 ? one : other;
        String end = one.end().equals(other.end()) ? one.end() : "type-changed";
        return new SchemaChange(
                worse.effect(),
                worse.side(),
                end,
                worse.keyword(),
                worse.path(),
                worse.was(),
                worse.is(),
                worse.message());
    }
}

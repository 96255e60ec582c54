package dev.sluice.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes changes; what several operations reach through one component is one change of all of them. */
final class Changes {

    private record Key(
            Effect effect,
            Side side,
            String code,
            @Nullable Spot was,
            @Nullable Spot is,
            String message) {}

    private record Entry(String where, Set<String> operations) {}

    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    /** @param operation {@code METHOD path}, or {@code ""} for the whole contract */
    void add(
            String operation,
            Effect effect,
            Side side,
            String code,
            String where,
            @Nullable Spot was,
            @Nullable Spot is,
            String message) {
        Entry entry = entries.computeIfAbsent(
                new Key(effect, side, code, was, is, message), added -> new Entry(where, new LinkedHashSet<>()));
        if (!operation.isEmpty()) {
            entry.operations.add(operation);
        }
    }

    /** Of both sides, where it is the same for both. */
    void addBoth(
            String operation,
            Effect ofRequests,
            Effect ofResponses,
            String code,
            @Nullable Spot was,
            @Nullable Spot is,
            String message) {
        add(operation, ofRequests, Side.REQUEST, code, "", was, is, message);
        if (ofResponses != Effect.COMPATIBLE) {
            add(operation, ofResponses, Side.RESPONSE, code, "", was, is, message);
        }
    }

    List<Change> list() {
        List<Change> changes = new ArrayList<>();
        entries.forEach((key, entry) -> changes.add(new Change(
                key.effect,
                key.side,
                key.code,
                List.copyOf(entry.operations),
                entry.where,
                key.was,
                key.is,
                key.message)));
        changes.sort(Comparator.comparing(Change::effect));
        return changes;
    }
}

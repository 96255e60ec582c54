package dev.sluice.mock.state;

import dev.sluice.contract.ContractPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The collections of a contract. The same for the same contract. Immutable.
 *
 * @param collections those above others first
 * @param actions by the operation's index; null where the contract's mock answers
 */
record Recognition(List<Collection> collections, List<@Nullable Action> actions) {

    static Recognition of(ContractPlan contract, ValueSources sources) {
        Map<String, CollectionDraft> drafts = new LinkedHashMap<>();
        for (Candidate candidate : Candidate.of(contract)) {
            CollectionDraft draft = CollectionDraft.of(candidate, sources);
            if (draft != null) {
                drafts.put(Candidate.shape(candidate.path()), draft);
            }
        }
        nameApart(drafts.values().stream().map(CollectionDraft::candidate).toList());
        Map<String, String> parents = new HashMap<>();
        drafts.keySet().forEach(shape -> {
            String parent = parent(shape, drafts);
            if (parent != null) {
                parents.put(shape, parent);
            }
        });
        return build(contract, drafts, parents);
    }

    private static Recognition build(
            ContractPlan contract, Map<String, CollectionDraft> drafts, Map<String, String> parents) {
        Map<String, Collection> collections = new LinkedHashMap<>();
        List<@Nullable Action> actions = new ArrayList<>();
        contract.operations().forEach(operation -> actions.add(null));
        drafts.forEach((shape, draft) -> {
            Collection collection = draft.collection(
                    collections.size(), collections.get(parents.get(shape)), parents.containsValue(shape));
            collections.put(shape, collection);
            draft.actions(collection)
                    .forEach(action -> actions.set(action.operation().index(), action));
        });
        return new Recognition(List.copyOf(collections.values()), actions);
    }

    /** Two collections of one word are told apart by their paths. */
    private static void nameApart(List<Candidate> candidates) {
        Map<String, Long> counts =
                candidates.stream().collect(Collectors.groupingBy(Candidate::name, Collectors.counting()));
        candidates.stream()
                .filter(candidate -> !candidate.isNamed() && counts.getOrDefault(candidate.name(), 0L) > 1)
                .forEach(candidate -> candidate.rename(candidate.path()));
    }

    /** The nearest collection whose item stands above. One that nobody can add to is taken for granted. */
    private static @Nullable String parent(String shape, Map<String, CollectionDraft> drafts) {
        String found = null;
        for (Map.Entry<String, CollectionDraft> other : drafts.entrySet()) {
            boolean above = shape.startsWith(other.getKey() + "/{}/");
            CollectionDraft draft = other.getValue();
            if (above
                    && draft.isCreatable()
                    && draft.candidate().idParameter() != null
                    && (found == null || other.getKey().length() > found.length())) {
                found = other.getKey();
            }
        }
        return found;
    }

    /** One line for each collection: its name, its path, and what can be done with it. */
    List<String> lines() {
        return collections.stream()
                .map(collection -> collection.name() + " " + collection.path() + ": "
                        + actions.stream()
                                .filter(action ->
                                        action != null && action.collection().number() == collection.number())
                                .map(action ->
                                        action == null ? "" : action.operation().id())
                                .collect(Collectors.joining(", ")))
                .toList();
    }
}

package dev.sluice.diff;

import dev.sluice.contract.ContractDocuments;
import dev.sluice.contract.Located;
import dev.sluice.document.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares two versions of a contract. What is not found to differ lets every message through that was right before, as
 * far as schemas can say: what cannot be decided is {@link Effect#UNCLEAR}. Not safe for concurrent use.
 */
public final class ContractDiff {

    private final ContractDocuments old;
    private final ContractDocuments young;
    private final Changes changes = new Changes();
    private final Context context;

    private ContractDiff(ContractDocuments old, ContractDocuments young, Undeclared undeclared) {
        this.old = old;
        this.young = young;
        this.context = new Context(old, young, changes, new SchemaDiff(old, young, undeclared));
    }

    /** As {@link #between(ContractDocuments, ContractDocuments, Undeclared)}, without undeclared members. */
    public static Comparison between(ContractDocuments old, ContractDocuments young) {
        return between(old, young, Undeclared.IGNORED);
    }

    /** Takes time in proportion to the documents, and memory too; both are bounded for those that are made to be dear. */
    public static Comparison between(ContractDocuments old, ContractDocuments young, Undeclared undeclared) {
        return new ContractDiff(old, young, undeclared).compare();
    }

    private Comparison compare() {
        List<Operation> before = Operations.of(old);
        List<Operation> after = Operations.of(young);
        new ExtensionDiff(context).compare("", old.root(), young.root());
        SecurityDiff security = new SecurityDiff(context);
        ServerDiff servers = new ServerDiff(context);
        servers.compare();
        IdentityHashMap<Operation, Operation> pairs = new OperationPairs(before, after).pairs();
        for (Operation operation : before) {
            Operation counterpart = pairs.get(operation);
            if (counterpart == null) {
                removed(operation, after);
            } else {
                new OperationDiff(context, operation, counterpart).compare();
                servers.compare(operation, counterpart);
                security.compare(operation, counterpart);
            }
        }
        Set<Operation> kept = new LinkedHashSet<>(pairs.values());
        after.stream().filter(operation -> !kept.contains(operation)).forEach(this::added);
        new ShadowDiff(changes, before, after).compare(pairs);
        new CallbackDiff(context)
                .compare("", old.root().member("webhooks"), young.root().member("webhooks"), "webhook");
        context.settle();
        return new Comparison(changes.list(), before.size(), after.size());
    }

    private void removed(Operation operation, List<Operation> after) {
        String shape = Operation.shape(operation.template());
        boolean path = after.stream()
                .noneMatch(other -> Operation.shape(other.template()).equals(shape));
        boolean deprecated = isDeprecated(operation.at());
        changes.addBoth(
                operation.name(),
                Effect.BREAKING,
                Effect.COMPATIBLE,
                path ? "path-removed" : "operation-removed",
                Spots.of(operation.at()),
                null,
                (path ? "the path is gone" : "the method is gone")
                        + (deprecated
                                ? "; it was deprecated (expected: nobody calls it any more)"
                                : " (expected: deprecated: true first)"));
    }

    private void added(Operation operation) {
        changes.addBoth(
                operation.name(),
                Effect.COMPATIBLE,
                Effect.COMPATIBLE,
                "operation-added",
                null,
                Spots.of(operation.at()),
                "the operation is new");
    }

    static boolean isDeprecated(Located at) {
        Located flag = at.member("deprecated");
        return flag != null && flag.node() instanceof Node.Scalar scalar && Boolean.TRUE.equals(scalar.value());
    }

    /** Finds which operations are the same: by method and the shape of their whole path, or else of their template. */
    private record OperationPairs(List<Operation> before, List<Operation> after) {

        IdentityHashMap<Operation, Operation> pairs() {
            IdentityHashMap<Operation, Operation> pairs = new IdentityHashMap<>();
            Set<Operation> taken = Collections.newSetFromMap(new IdentityHashMap<>());
            match(pairs, taken, operation -> List.of(operation.method() + " " + operation.template()), true);
            match(
                    pairs,
                    taken,
                    operation -> operation.basePaths().stream()
                            .map(base -> operation.method() + " " + Operation.shape(base + operation.template()))
                            .toList(),
                    false);
            match(
                    pairs,
                    taken,
                    operation -> List.of(operation.method() + " " + Operation.shape(operation.template())),
                    false);
            return pairs;
        }

        private void match(
                IdentityHashMap<Operation, Operation> pairs,
                Set<Operation> taken,
                Function<Operation, List<String>> keys,
                boolean sameBase) {
            Map<String, List<Operation>> candidates = new HashMap<>();
            after.stream()
                    .filter(operation -> !taken.contains(operation))
                    .forEach(operation -> keys.apply(operation)
                            .forEach(key -> candidates
                                    .computeIfAbsent(key, added -> new ArrayList<>())
                                    .add(operation)));
            for (Operation operation : before) {
                Operation counterpart = pairs.containsKey(operation)
                        ? null
                        : find(operation, keys.apply(operation), candidates, taken, sameBase);
                if (counterpart != null) {
                    pairs.put(operation, counterpart);
                    taken.add(counterpart);
                }
            }
        }

        private static @Nullable Operation find(
                Operation operation,
                List<String> keys,
                Map<String, List<Operation>> candidates,
                Set<Operation> taken,
                boolean sameBase) {
            for (String key : keys) {
                for (Operation candidate : candidates.getOrDefault(key, List.of())) {
                    boolean based =
                            !sameBase || operation.basePaths().stream().anyMatch(candidate.basePaths()::contains);
                    if (based && !taken.contains(candidate)) {
                        return candidate;
                    }
                }
            }
            return null;
        }
    }
}

package dev.sluice.mock.state;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.MockPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operations that may be those of one collection, as their paths and methods tell. */
final class Candidate {

    /** A path that ends with its only expression. */
    private static final String EXPRESSION = "\\{[^{}/]+}";

    private final String path;
    private final boolean named;
    private final Map<Role, OperationPlan> operations = new EnumMap<>(Role.class);
    private String name;
    private @Nullable String id;

    private Candidate(String path, String name, boolean named) {
        this.path = path;
        this.name = name;
        this.named = named;
    }

    /** All of a contract: those with shorter paths first. */
    static List<Candidate> of(ContractPlan contract) {
        Map<String, Candidate> found = new LinkedHashMap<>();
        for (OperationPlan operation : contract.operations()) {
            if (operation.mock().stateful()) {
                add(operation, found);
            }
        }
        Collection<Candidate> all = found.values();
        all.forEach(Candidate::settle);
        return all.stream()
                .sorted(Comparator.comparingInt(candidate -> candidate.path.split("/", -1).length))
                .toList();
    }

    private static void add(OperationPlan operation, Map<String, Candidate> found) {
        String path = withoutSlash(operation.path());
        int slash = path.lastIndexOf('/');
        String last = path.substring(slash + 1);
        boolean isItem = last.matches(EXPRESSION);
        String collection = isItem ? path.substring(0, slash) : path;
        String word = collection.substring(collection.lastIndexOf('/') + 1);
        MockPlan mock = operation.mock();
        if (mock.collection() == null && (word.isEmpty() || word.indexOf('{') >= 0)) {
            return;
        }
        String key = mock.collection() == null ? shape(collection) : "name " + mock.collection();
        Candidate candidate = found.computeIfAbsent(
                key,
                added -> new Candidate(
                        collection, mock.collection() == null ? word : mock.collection(), mock.collection() != null));
        candidate.add(operation, isItem);
        candidate.id = candidate.id == null ? mock.id() : candidate.id;
    }

    static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** The path without the names of its parameters. */
    static String shape(String path) {
        return path.replaceAll("\\{[^{}/]*}", "{}");
    }

    private void add(OperationPlan operation, boolean isItem) {
        Role role = switch (operation.method()) {
            case "GET" -> isItem ? Role.READ : Role.LIST;
            case "POST" -> isItem ? Role.MERGE : Role.CREATE;
            case "PUT" -> isItem ? Role.REPLACE : null;
            case "PATCH" -> isItem ? Role.MERGE : null;
            case "DELETE" -> isItem ? Role.REMOVE : null;
            default -> null;
        };
        if (role != null) {
            // PATCH and POST of an item: the one that says what it does
            OperationPlan before = operations.get(role);
            if (before == null
                    || (before.method().equals("POST") && !operation.method().equals("POST"))) {
                operations.put(role, operation);
            }
        }
    }

    /** A POST to an item changes it only where nothing else does. */
    private void settle() {
        OperationPlan merge = operations.get(Role.MERGE);
        if (merge != null && merge.method().equals("POST") && operations.containsKey(Role.REPLACE)) {
            operations.remove(Role.MERGE);
        }
    }

    String path() {
        return path;
    }

    String name() {
        return name;
    }

    /** As other collections have the word too. */
    void rename(String longer) {
        name = longer;
    }

    /** Whether the contract says by itself that it is one. */
    boolean isNamed() {
        return named;
    }

    /** The member that the contract says items are called by, or null. */
    @Nullable
    String id() {
        return id;
    }

    @Nullable
    OperationPlan operation(Role role) {
        return operations.get(role);
    }

    /** One that has the path parameters of an item, or null. */
    @Nullable
    OperationPlan ofItem() {
        return operations.entrySet().stream()
                .filter(entry -> entry.getKey() != Role.CREATE && entry.getKey() != Role.LIST)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** The last of an item's path parameters, or null. */
    @Nullable
    ParameterPlan idParameter() {
        OperationPlan operation = ofItem();
        return operation == null
                ? null
                : operation.pathParameters().get(operation.pathParameters().size() - 1);
    }

    /** The path parameters in front of the id. */
    List<ParameterPlan> scope() {
        OperationPlan operation = ofItem();
        if (operation != null) {
            return operation
                    .pathParameters()
                    .subList(0, operation.pathParameters().size() - 1);
        }
        return operations.values().iterator().next().pathParameters();
    }

    /** Whether all its operations have the same path parameters in front of the id. */
    boolean isEven() {
        int size = scope().size();
        return operations.entrySet().stream().allMatch(entry -> {
            boolean isItem = entry.getKey() != Role.CREATE && entry.getKey() != Role.LIST;
            return entry.getValue().pathParameters().size() == size + (isItem ? 1 : 0);
        });
    }

    boolean isEmpty() {
        return operations.isEmpty();
    }
}

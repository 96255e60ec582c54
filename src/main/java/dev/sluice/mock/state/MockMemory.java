package dev.sluice.mock.state;

import dev.sluice.generate.JsonText;
import dev.sluice.mock.state.SnapshotReader.Remembered;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.StrictJson;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the mocks of all contracts remember together. Safe for many threads. */
public final class MockMemory {

    private final StateSettings settings;
    private final Budget budget;
    private final List<ContractState> states = new CopyOnWriteArrayList<>();

    public MockMemory(StateSettings settings) {
        this.settings = settings;
        this.budget = new Budget(settings);
    }

    StateSettings settings() {
        return settings;
    }

    /** One that reads a contract anew goes on with what there is of it. */
    synchronized void add(ContractState state) {
        for (ContractState before : states) {
            if (before.contract().file().equals(state.contract().file())) {
                states.remove(before);
                JsonValue known = snapshotOf(List.of(before), null);
                before.memory().clear(key -> true);
                states.add(state);
                carryOver(known, state);
                return;
            }
        }
        states.add(state);
    }

    private void carryOver(JsonValue known, ContractState state) {
        try {
            put(SnapshotReader.lenient(settings).read(known, List.of(state)));
        } catch (IllegalArgumentException changed) {
            // the contract has other collections now, or other ids: it starts empty
            state.memory().clear(key -> true);
        }
    }

    Budget budget() {
        return budget;
    }

    /**
     * All items as JSON.
     *
     * @param contract the file or title of the only one that is wanted, or null
     * @param project the only one that is wanted, or null
     * @throws NoSuchElementException with what was expected, where no such contract's mock remembers anything
     */
    public Buffer snapshot(@Nullable String contract, @Nullable String project) {
        return JsonText.of(snapshotOf(wanted(contract), project));
    }

    private static ObjectValue snapshotOf(List<ContractState> wanted, @Nullable String project) {
        List<JsonValue> contracts = new ArrayList<>();
        wanted.forEach(state -> contracts.add(SnapshotWriter.write(
                state, key -> project == null || key.project().equals(project))));
        return JsonObjects.of(Map.of("contracts", new ArrayValue(-1, -1, List.copyOf(contracts))));
    }

    private List<ContractState> wanted(@Nullable String contract) {
        List<ContractState> wanted = states.stream()
                .filter(state -> contract == null || state.isCalled(contract))
                .toList();
        if (contract != null && wanted.isEmpty()) {
            throw new NoSuchElementException(
                    "expected of contract: the file or the title of a contract whose mock remembers: "
                            + states.stream()
                                    .map(state -> state.contract().file())
                                    .collect(Collectors.joining(", ")));
        }
        return wanted;
    }

    /**
     * Takes the items of a snapshot for all that its contracts had before. Requests that come meanwhile may find some of
     * them.
     *
     * @throws IllegalArgumentException with the place, and what was expected; then nothing has changed
     */
    public synchronized void restore(Buffer snapshot) {
        byte[] json = snapshot.getBytes();
        put(SnapshotReader.strict(settings).read(StrictJson.read(json, 0, json.length), states));
    }

    private static void put(List<Remembered> all) {
        for (Remembered remembered : all) {
            Memory memory = remembered.state().memory();
            memory.clear(key -> true);
            remembered.items().forEach(placed -> memory.add(placed.address(), placed.item()));
            remembered
                    .state()
                    .recognition()
                    .collections()
                    .forEach(collection ->
                            memory.number(collection, remembered.numbers().getOrDefault(collection.number(), 0L)));
        }
    }

    /**
     * Forgets what {@link #snapshot} would show; ids begin anew where all of a contract is forgotten.
     *
     * @throws NoSuchElementException as it does
     */
    public synchronized void forget(@Nullable String contract, @Nullable String project) {
        for (ContractState state : wanted(contract)) {
            state.memory().clear(key -> project == null || key.project().equals(project));
            if (project == null) {
                state.recognition()
                        .collections()
                        .forEach(collection -> state.memory().number(collection, 0));
            }
        }
    }

    /** How many items there are, over all. */
    public long items() {
        return budget.items();
    }

    /** An estimate of the memory that they take. */
    public long bytes() {
        return budget.bytes();
    }
}

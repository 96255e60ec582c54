package dev.sluice.mock.state;

import dev.sluice.contract.ContractPlan;
import dev.sluice.mock.MockBackend;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

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

    ContractState add(
            ContractPlan contract, Recognition recognition, ItemMaker maker, Refusals refusals, MockBackend mock) {
        Memory memory = new Memory(settings, budget, recognition.collections().size());
        ContractState state = new ContractState(
                contract, recognition, settings, memory, maker, refusals, new AnswerFields(recognition, mock));
        states.add(state);
        return state;
    }

    List<ContractState> states() {
        return states;
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

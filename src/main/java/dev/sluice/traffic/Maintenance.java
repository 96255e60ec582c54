package dev.sluice.traffic;

import dev.sluice.contract.ContractPlan;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether requests are let in at all: the operator may close this node, or single contracts on it, for a while. Kept in
 * memory. A request that was let in before goes on. Safe for any thread; to ask is one volatile read.
 */
public final class Maintenance {

    /**
     * What clients are told.
     *
     * @param retryAfterSeconds after which they may try again
     * @param message empty where there is nothing to add
     */
    public record Notice(long retryAfterSeconds, String message) {

        Problem problem() {
            return Problem.of(ProblemType.MAINTENANCE, message)
                    .withHeader("Retry-After", Long.toString(retryAfterSeconds));
        }
    }

    /**
     * What is closed.
     *
     * @param node null: only {@code contracts} are
     * @param contracts by their files; what they are told goes before what {@code node} is
     */
    public record State(@Nullable Notice node, Map<String, Notice> contracts) {

        public boolean isOn() {
            return node != null || !contracts.isEmpty();
        }

        @Nullable
        Problem refusal(@Nullable ContractPlan contract) {
            Notice own = contract == null ? null : contracts.get(contract.file());
            Notice notice = own == null ? node : own;
            return notice == null ? null : notice.problem();
        }
    }

    private static final State OPEN = new State(null, Map.of());

    private volatile State state = OPEN;

    public State state() {
        return state;
    }

    /** Closes the node. */
    public synchronized void close(Notice notice) {
        state = new State(notice, state.contracts());
    }

    /** Closes contracts, by their files. */
    public synchronized void close(Collection<String> files, Notice notice) {
        Map<String, Notice> contracts = new TreeMap<>(state.contracts());
        files.forEach(file -> contracts.put(file, notice));
        state = new State(state.node(), contracts);
    }

    /** Opens all that is closed. */
    public synchronized void open() {
        state = OPEN;
    }

    /** Opens contracts, by their files; in a node that is closed they stay so. */
    public synchronized void open(Collection<String> files) {
        Map<String, Notice> contracts = new TreeMap<>(state.contracts());
        contracts.keySet().removeAll(files);
        state = state.node() == null && contracts.isEmpty() ? OPEN : new State(state.node(), contracts);
    }

    /** Why a request is not let in, or null; {@code contract} is the one that has its path, where any has. */
    public @Nullable Problem refusal(@Nullable ContractPlan contract) {
        State now = state;
        return now.isOn() ? now.refusal(contract) : null;
    }
}

package dev.sluice.mock;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Faults;
import dev.sluice.contract.Latency;
import dev.sluice.contract.OperationPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the answers of a mock behave.
 *
 * @param latency of operations whose contract says nothing of it
 * @param faults of operations whose contract says nothing of them
 * @param seed of all that is drawn: two runs with the same calls meet with the same
 * @param requestTimeout after which the edge closes the connection of a call without an answer
 */
public record BehaviourSettings(Latency latency, Faults faults, long seed, Duration requestTimeout) {

    /** Of the time that a call has, what is left for all that is not waiting. */
    private static final int RESERVE = 10;

    /** What befalls the answers of an operation. */
    public Faults faults(OperationPlan operation) {
        Faults own = operation.behaviour().faults();
        return own == null ? faults : own;
    }

    /** The longest that any answer waits: nine tenths of the time that its call has. */
    Duration most() {
        return requestTimeout.minus(requestTimeout.dividedBy(RESERVE));
    }

    /**
     * What no call lives to see: an error for each latency that is longer than the time of a call lets it be. A sentence
     * each, that names the setting or the operation.
     *
     * @param contracts whose operations have these settings
     */
    public List<String> tooLong(List<ContractPlan> contracts) {
        List<String> errors = new ArrayList<>();
        if (isTooLong(latency)) {
            errors.add("mock.latency: " + latency + expected());
        }
        for (ContractPlan contract : contracts) {
            for (OperationPlan operation : contract.operations()) {
                Latency own = operation.behaviour().latency();
                if (own != null && isTooLong(own)) {
                    errors.add(contract.title() + ", " + operation.id() + ": x-sluice-latency: " + own + expected());
                }
            }
        }
        return errors;
    }

    private boolean isTooLong(Latency one) {
        return one.longest().compareTo(most()) > 0;
    }

    private String expected() {
        return " is too long (expected: at most " + most().toMillis()
                + "ms, nine tenths of http.requestTimeout, after which the connection is closed)";
    }
}

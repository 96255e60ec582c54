package dev.sluice.judge;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange is by the contracts of its judge. Immutable.
 *
 * @param contract that has its operation, or at least its path; null where none has
 * @param operation null where no contract has it
 * @param request null where there was none
 * @param answer null where there was none
 */
public record Judgement(
        @Nullable ContractPlan contract,
        @Nullable OperationPlan operation,
        @Nullable Verdict request,
        @Nullable Verdict answer) {

    /** Whether the request leads to no path of any contract. */
    public boolean isUnmatched() {
        return contract == null;
    }

    public boolean isValid() {
        return !(request instanceof Verdict.Invalid) && !(answer instanceof Verdict.Invalid);
    }
}

package dev.sluice.coverage;

import java.time.Instant;
import java.util.List;

/**
 * What was touched of contracts within a time. Immutable.
 *
 * @param unmatched requests that no contract has an operation for
 */
public record CoverageReport(Instant since, Instant until, long unmatched, List<ContractCoverage> contracts) {

    /** Of all contracts together. */
    public Shares shares() {
        Shares.Sum sum = new Shares.Sum();
        contracts.forEach(contract -> sum.add(contract.shares()));
        return sum.whole();
    }
}

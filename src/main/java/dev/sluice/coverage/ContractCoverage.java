package dev.sluice.coverage;

import java.time.Instant;
import java.util.List;

/**
 * What was touched of a contract. Immutable.
 *
 * @param file as its reader called it
 * @param since when it has been counted
 */
public record ContractCoverage(
        String file, String title, String version, Instant since, List<OperationCoverage> operations) {

    public Shares shares() {
        Shares.Sum sum = new Shares.Sum();
        operations.forEach(operation -> sum.add(operation.shares()));
        return sum.whole();
    }
}

package dev.sluice.cli.coverage;

import dev.sluice.cli.report.Counted;
import dev.sluice.coverage.ContractCoverage;
import dev.sluice.coverage.CoverageReport;
import java.util.List;
import java.util.SortedMap;

/**
 * What came of replaying traffic.
 *
 * @param messages that could be read
 * @param malformed lines and entries that could not
 * @param passedOver how many were no exchanges of HTTP, by what they are
 * @param failures files that could not be read, or not to their end
 */
public record Replayed(
        CoverageReport report,
        long messages,
        long malformed,
        SortedMap<String, Long> passedOver,
        List<String> failures,
        Gate gate) {

    ContractCoverage contract() {
        return report.contracts().get(0);
    }

    /** Whether enough was touched. */
    public boolean passed() {
        return gate.passes(report);
    }

    /** One line: how much was read and touched. */
    public String summary() {
        return Counted.of(messages, "message")
                + (report.unmatched() == 0 ? "" : ", " + report.unmatched() + " without an operation")
                + (malformed == 0 ? "" : ", " + malformed + " unreadable")
                + Counted.passedOver(passedOver, ", ", "")
                + ": " + gate.text(report);
    }
}

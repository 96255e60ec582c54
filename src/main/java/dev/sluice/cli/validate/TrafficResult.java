package dev.sluice.cli.validate;

import dev.sluice.cli.report.Counted;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * What was found in all traffic.
 *
 * @param findings by operation, in the order in which they were met first
 * @param operations that there was traffic of, in the order of the contracts; what has none comes last
 * @param exchanges that could be read
 * @param malformed lines and entries that could not
 * @param unmatched exchanges that lead to no path
 * @param refused answers of Sluice's own, which were not judged
 * @param passedOver how many were no exchanges of HTTP, by what they are
 * @param beyond findings of kinds that were not kept, being too many
 * @param failures files that could not be read to their end, and why
 * @param nanos that it took
 * @param warningsFail whether warnings are as bad as errors
 */
public record TrafficResult(
        List<Finding> findings,
        List<OperationTally> operations,
        long exchanges,
        long malformed,
        long unmatched,
        long refused,
        SortedMap<String, Long> passedOver,
        long beyond,
        List<String> failures,
        long nanos,
        boolean warningsFail) {

    static final String NOTHING_JUDGED =
            "no message was judged at all (expected: at least one of an operation of the contracts)";

    private static final double SECOND = 1_000_000_000;

    /** The same where also warnings are to fail. */
    public TrafficResult failingWithWarnings() {
        return new TrafficResult(
                findings,
                operations,
                exchanges,
                malformed,
                unmatched,
                refused,
                passedOver,
                beyond,
                failures,
                nanos,
                true);
    }

    /** Whether nothing was found that fails; of files that could not be read, nobody knows. */
    public boolean isOk() {
        return findings.stream().noneMatch(this::fails) && !failsAsNothingIsJudged();
    }

    boolean fails(Finding finding) {
        return warningsFail || finding.error();
    }

    /** Nobody knows then that anything is right, which is a warning. */
    boolean failsAsNothingIsJudged() {
        return warningsFail && !hasJudged();
    }

    boolean hasErrors() {
        return findings.stream().anyMatch(Finding::error);
    }

    /** Whether there was any message to judge. */
    boolean hasJudged() {
        return requests().all() + responses().all() > 0;
    }

    Tally requests() {
        Tally all = new Tally();
        operations.forEach(operation -> all.add(operation.requests()));
        return all;
    }

    Tally responses() {
        Tally all = new Tally();
        operations.forEach(operation -> all.add(operation.responses()));
        return all;
    }

    /** One line. */
    public String summary() {
        double seconds = nanos / SECOND;
        return Counted.of(exchanges, "exchange") + ": "
                + side(requests(), "request") + "; "
                + side(responses(), "response") + "; "
                + unmatched + " unmatched, " + malformed + " malformed; "
                + (refused == 0 ? "" : refused + " refused by Sluice, answers not judged; ")
                + Counted.passedOver(passedOver, "", "; ")
                + String.format(Locale.ROOT, "%.1f s, %,.0f/s", seconds, exchanges / Math.max(seconds, 0.001));
    }

    private static String side(Tally tally, String word) {
        return Counted.of(tally.all(), word) + " (" + tally.countInvalid() + " invalid, " + tally.countUnjudged()
                + " unjudged)";
    }
}

package dev.sluice.edge;

import dev.sluice.traffic.Findings;
import dev.sluice.traffic.VerdictCounts;
import java.time.InstantSource;

/**
 * What is told of messages that break their contract, and what that may cost. Safe for use by many event loops.
 *
 * @param findings takes what was found
 * @param maxResponseSize bytes of an answer that is held until it is judged
 * @param refusesUnjudged whether answers that cannot be judged before they are sent are refused; else they pass
 * @param sample how many of the messages that go on in any case are judged, from 0 to 1
 * @param budget the share of an event loop's time that judging them may take, from 0 to 1
 */
public record Reporting(
        Findings findings, long maxResponseSize, boolean refusesUnjudged, double sample, double budget) {

    /** Kinds of findings that are kept where nothing else is said. */
    private static final int MOST_FINDINGS = 1_000;

    private static final long MAX_RESPONSE = 1024 * 1024;

    /** Of messages by what came of judging them. */
    VerdictCounts counts() {
        return findings.counts();
    }

    /** As the settings have it where nothing is set, but that all are judged. */
    public static Reporting standard() {
        return new Reporting(new Findings(MOST_FINDINGS, true, InstantSource.system()), MAX_RESPONSE, false, 1, 1);
    }
}

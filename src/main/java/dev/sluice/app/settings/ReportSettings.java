package dev.sluice.app.settings;

import java.util.List;

/**
 * What judging messages that go on in any case may cost, and what is kept of it.
 *
 * @param maxResponseSize bytes of an answer that is held until it is judged
 * @param unjudged what becomes of answers that would have to be judged first, and cannot be
 * @param sample share of the messages that are judged, from 0 to 1
 * @param budget share of an event loop's time, from 0 to 1
 * @param maxFindings kinds of findings that are kept
 */
public record ReportSettings(
        long maxResponseSize, Unjudged unjudged, double sample, double budget, int maxFindings, Exemplars exemplars) {

    /** What becomes of answers in mode block that cannot be judged before they are sent. */
    public enum Unjudged {
        /** They are sent, and counted. */
        PASS,
        /** 502. */
        REFUSE
    }

    /** What findings show of the message that they were found in. */
    public enum Exemplars {
        /** What is no secret. */
        VALUES,
        /** Names, and the kinds of values. */
        SHAPE
    }

    static final Setting<Long> MAX_RESPONSE_SIZE = new Setting<>(
            "validation.maxResponseSize",
            Scalars.size(1024, 1L << 30),
            1024L * 1024,
            "Bytes of an answer that are held until it is judged, with validation.response: block.");

    static final Setting<Unjudged> UNJUDGED_RESPONSES = new Setting<>(
            "validation.unjudgedResponses",
            Scalars.oneOf(Unjudged.class),
            Unjudged.PASS,
            "What becomes of answers in mode block that are larger than that, or compressed: pass sends and counts them,"
                    + " refuse answers 502. Event streams always pass.");

    static final Setting<Double> SAMPLE = new Setting<>(
            "validation.sample",
            Scalars.percent(),
            1.0,
            "How many of the messages are judged in mode report. Mode block judges all.");

    static final Setting<Double> REPORT_BUDGET = new Setting<>(
            "validation.reportBudget",
            Scalars.percent(),
            0.05,
            "The share of each event loop's time that mode report may take: all messages are judged while it takes less,"
                    + " then as many as fit.");

    static final Setting<Integer> MAX_FINDINGS = new Setting<>(
            "validation.maxFindings",
            Scalars.wholeNumber(1, 100_000),
            1_000,
            "Kinds of findings that are kept, with an exemplar of up to some 4 KiB each; what comes beyond is counted.");

    static final Setting<Exemplars> EXEMPLARS = new Setting<>(
            "validation.exemplars",
            Scalars.oneOf(Exemplars.class),
            Exemplars.VALUES,
            "What findings show of the message that they were found in: values shows all but secrets (by name, by"
                    + " writeOnly, by format: password), shape shows names and kinds of values.");

    static final List<Setting<?>> ALL =
            List.of(MAX_RESPONSE_SIZE, UNJUDGED_RESPONSES, SAMPLE, REPORT_BUDGET, MAX_FINDINGS, EXEMPLARS);

    static ReportSettings from(Values values) {
        return new ReportSettings(
                values.get(MAX_RESPONSE_SIZE),
                values.get(UNJUDGED_RESPONSES),
                values.get(SAMPLE),
                values.get(REPORT_BUDGET),
                values.get(MAX_FINDINGS),
                values.get(EXEMPLARS));
    }
}

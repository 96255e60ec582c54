package dev.sluice.cli.validate;

import dev.sluice.cli.report.Progress;
import dev.sluice.document.Place;
import dev.sluice.document.Unreadable;
import dev.sluice.judge.MessageJudge;
import dev.sluice.traffic.message.TrafficEntry;
import dev.sluice.traffic.message.TrafficFile;
import dev.sluice.traffic.message.TrafficReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Judges files of messages one after the other, in memory that their size does not grow. Confined to one thread. */
public final class TrafficCheck {

    /** Messages between two looks at the clock. */
    private static final int STEP = 256;

    private final List<CheckedContract> contracts;
    private final MessageJudge judge;
    private final TrafficFindings findings;
    private final LongSupplier nanoTime;
    private final List<String> failures = new ArrayList<>();
    private long messages;
    private long bytesBefore;

    /**
     * @param judge by these contracts
     * @param most kinds of findings that are kept
     * @param nanoTime any clock that counts nanoseconds
     */
    public TrafficCheck(
            List<CheckedContract> contracts,
            MessageJudge judge,
            int most,
            Unmatched unmatched,
            Sides sides,
            LongSupplier nanoTime) {
        this.contracts = contracts;
        this.judge = judge;
        this.nanoTime = nanoTime;
        this.findings = new TrafficFindings(
                contracts.stream().map(CheckedContract::plan).toList(), most, unmatched, sides);
    }

    /** What cannot be read is told in the result, and stops no other. */
    public TrafficResult check(List<TrafficSource> sources, Progress progress) {
        long start = nanoTime.getAsLong();
        for (TrafficSource source : sources) {
            try {
                check(source, progress);
            } catch (IOException e) {
                failures.add(source.name() + ": cannot be read: " + Unreadable.reason(e));
            }
            bytesBefore += source.size();
        }
        progress.clear();
        return findings.result(contracts, failures, nanoTime.getAsLong() - start);
    }

    private void check(TrafficSource source, Progress progress) throws IOException {
        CountedInput input = new CountedInput(source.opening().open());
        long before = messages;
        try (TrafficReader reader = TrafficFile.open(input)) {
            for (TrafficEntry entry = reader.next(); entry != null; entry = reader.next()) {
                take(source.name(), entry);
                if (++messages % STEP == 0) {
                    progress.reached(messages, bytesBefore + input.count());
                }
            }
        }
        if (messages == before) {
            findings.empty(source.name());
        }
    }

    private void take(String file, TrafficEntry entry) {
        if (entry instanceof TrafficEntry.Message message) {
            MessagePlace place = new MessagePlace(new Place(file, line(message.line()), 1), message.entry());
            findings.judged(message.exchange(), judge.judge(message.exchange()), place);
        } else if (entry instanceof TrafficEntry.PassedOver passed) {
            findings.passedOver(passed.reason());
        } else if (entry instanceof TrafficEntry.Malformed malformed) {
            Place place = new Place(file, line(malformed.line()), line(malformed.column()));
            findings.malformed(new MessagePlace(place, malformed.entry()), malformed.problem());
        }
    }

    /** Places count in ints: the last of them stands for all that follow. */
    private static int line(long line) {
        return (int) Math.min(line, Integer.MAX_VALUE);
    }
}

package dev.sluice.cli.coverage;

import dev.sluice.cli.report.Progress;
import dev.sluice.cli.validate.CountedInput;
import dev.sluice.cli.validate.TrafficSource;
import dev.sluice.coverage.Replay;
import dev.sluice.document.Unreadable;
import dev.sluice.traffic.message.TrafficEntry;
import dev.sluice.traffic.message.TrafficFile;
import dev.sluice.traffic.message.TrafficReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Replays files of messages one after the other, in memory that their size does not grow. Confined to one thread. */
public final class TrafficReplay {

    /** Messages between two looks at the clock. */
    private static final int STEP = 256;

    private final Replay replay;
    private final Progress progress;
    private final List<String> failures = new ArrayList<>();
    private long messages;
    private long malformed;
    private final SortedMap<String, Long> passedOver = new TreeMap<>();
    private long bytesBefore;

    public TrafficReplay(Replay replay, Progress progress) {
        this.replay = replay;
        this.progress = progress;
    }

    /** What cannot be read is told in the result, and stops no other. */
    public Replayed read(List<TrafficSource> sources, Gate gate) {
        for (TrafficSource source : sources) {
            try {
                read(source);
            } catch (IOException e) {
                failures.add(source.name() + ": cannot be read: " + Unreadable.reason(e));
            }
            bytesBefore += source.size();
        }
        progress.clear();
        return new Replayed(replay.report(), messages, malformed, passedOver, List.copyOf(failures), gate);
    }

    private void read(TrafficSource source) throws IOException {
        CountedInput input = new CountedInput(source.opening().open());
        try (TrafficReader reader = TrafficFile.open(input)) {
            for (TrafficEntry entry = reader.next(); entry != null; entry = reader.next()) {
                if (entry instanceof TrafficEntry.Message message) {
                    replay.add(message.exchange());
                    messages++;
                } else if (entry instanceof TrafficEntry.PassedOver passed) {
                    passedOver.merge(passed.reason(), 1L, Long::sum);
                } else {
                    malformed++;
                }
                if ((messages + malformed) % STEP == 0) {
                    progress.reached(messages, bytesBefore + input.count());
                }
            }
        }
    }
}

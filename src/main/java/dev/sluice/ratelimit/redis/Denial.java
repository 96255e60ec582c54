package dev.sluice.ratelimit.redis;

import dev.sluice.contract.RateWindow;
import dev.sluice.ratelimit.ProjectUsage;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.ratelimit.Verdict;
import dev.sluice.ratelimit.WindowSet;
import dev.sluice.ratelimit.WindowUsage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a key that Redis has refused: nobody gets a call before its window begins anew. */
final class Denial {

    /** Longer is not relied on: an operator may have reset the count, another Redis may count now. */
    private static final long LONGEST_NANOS = 1_000_000_000L;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final @Nullable String project;
    private final WindowSet set;
    private final int[] remaining;
    private final long[] ends;
    private final int window;
    private final long until;

    /** Within a second, all are told the same. */
    private volatile @Nullable Told told;

    /** @param until of the ticker */
    private record Told(Verdict verdict, RateDecision.Denied denied, long until) {}

    /**
     * @param now of the ticker, when Redis was asked
     * @param project whose count it is; null where that is not a project's alone
     */
    Denial(Tally tally, long now, @Nullable String project) {
        this.project = project;
        int refusing = tally.refusing();
        this.set = tally.set(refusing);
        this.window = tally.window();
        this.remaining = new int[set.size()];
        this.ends = new long[set.size()];
        for (int i = 0; i < ends.length; i++) {
            remaining[i] = tally.remaining(refusing, i);
            ends[i] = now + tally.nanos(refusing, i);
        }
        this.until = now + Math.min(ends[window] - now, LONGEST_NANOS);
    }

    boolean isOver(long now) {
        return now - until >= 0;
    }

    /** How far the project is; null where it is not a project's count. */
    @Nullable
    ProjectUsage usage(long now) {
        if (project == null) {
            return null;
        }
        RateWindow spent = set.window(window);
        Duration left = Duration.ofNanos(Math.max(0, ends[window] - now));
        return new ProjectUsage(project, new WindowUsage(set.policy(), spent, spent.quota(), 0, left, false));
    }

    /** As told to who is refused now. */
    RateDecision.Denied denied(long now) {
        return told(now).denied();
    }

    /** As told to who is let through all the same. */
    RateDecision.Allowed allowed(long now) {
        return told(now).verdict().allowed();
    }

    private Told told(long now) {
        Told known = told;
        if (known == null || now - known.until() >= 0) {
            known = tell(now);
            told = known;
        }
        return known;
    }

    private Told tell(long now) {
        long[] states = new long[ends.length];
        long same = LONGEST_NANOS;
        for (int i = 0; i < ends.length; i++) {
            long left = ends[i] - now;
            boolean present = left > 0;
            if (!present) {
                long period = set.window(i).period().toNanos();
                left = period - -left % period;
            }
            states[i] = WindowSet.pack(present ? remaining[i] : set.window(i).quota(), left);
            same = Math.min(same, (left - 1) % NANOS_PER_SECOND + 1);
        }
        Verdict verdict = new Verdict(List.of(set), new long[][] {states}, 0, window);
        return new Told(verdict, verdict.denied(), now + same);
    }
}

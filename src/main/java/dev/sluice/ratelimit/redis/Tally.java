package dev.sluice.ratelimit.redis;

import dev.sluice.ratelimit.Verdict;
import dev.sluice.ratelimit.WindowSet;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the script replies. */
final class Tally {

    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final List<WindowSet> sets;
    private final int[][] remaining;
    private final long[][] nanos;
    private final int refusing;
    private final int window;

    private Tally(List<WindowSet> sets, int[][] remaining, long[][] nanos, int refusing, int window) {
        this.sets = sets;
        this.remaining = remaining;
        this.nanos = nanos;
        this.refusing = refusing;
        this.window = window;
    }

    /** @return null where this is no reply of the script to such a question */
    static @Nullable Tally read(@Nullable Response reply, List<WindowSet> sets) {
        int windows = 0;
        for (WindowSet set : sets) {
            windows += set.size();
        }
        if (reply == null || reply.type() != ResponseType.MULTI || reply.size() != 1 + 2 * windows) {
            return null;
        }
        for (Response number : reply) {
            if (number == null || number.type() != ResponseType.NUMBER) {
                return null;
            }
        }
        long refusing = reply.get(0).toLong() - 1;
        return refusing < -1 || refusing >= windows ? null : read(reply, sets, (int) refusing);
    }

    private static @Nullable Tally read(Response reply, List<WindowSet> sets, int refusing) {
        int[][] remaining = new int[sets.size()][];
        long[][] nanos = new long[sets.size()][];
        int refusingSet = -1;
        int refusingWindow = -1;
        int at = 0;
        for (int i = 0; i < remaining.length; i++) {
            WindowSet set = sets.get(i);
            remaining[i] = new int[set.size()];
            nanos[i] = new long[set.size()];
            for (int k = 0; k < set.size(); k++, at++) {
                long left = reply.get(1 + 2 * at).toLong();
                long micros = reply.get(2 + 2 * at).toLong();
                if (!plausible(set, k, left, micros)) {
                    return null;
                }
                remaining[i][k] = (int) left;
                nanos[i][k] = micros * NANOS_PER_MICRO;
                if (at == refusing) {
                    refusingSet = i;
                    refusingWindow = k;
                }
            }
        }
        return new Tally(sets, remaining, nanos, refusingSet, refusingWindow);
    }

    private static boolean plausible(WindowSet set, int window, long left, long micros) {
        return left >= 0
                && left <= set.window(window).quota()
                && micros >= 1
                && micros <= set.window(window).period().toSeconds() * MICROS_PER_SECOND;
    }

    /** Of windows, in the order in which they were asked about. */
    WindowSet set(int index) {
        return sets.get(index);
    }

    /** How many calls a window of a set has left. */
    int remaining(int set, int window) {
        return remaining[set][window];
    }

    /** Until a window of a set begins anew. */
    long nanos(int set, int window) {
        return nanos[set][window];
    }

    /** The set that refuses, or -1. */
    int refusing() {
        return refusing;
    }

    /** Which of the windows of the set that refuses is spent. */
    int window() {
        return window;
    }

    Verdict verdict() {
        long[][] states = new long[sets.size()][];
        for (int i = 0; i < states.length; i++) {
            states[i] = new long[remaining[i].length];
            for (int k = 0; k < states[i].length; k++) {
                states[i][k] = WindowSet.pack(remaining[i][k], nanos[i][k]);
            }
        }
        return new Verdict(sets, states, refusing, window);
    }
}

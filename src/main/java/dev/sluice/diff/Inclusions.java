package dev.sluice.diff;

import dev.sluice.document.Interrupted;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds out which inclusions hold: all are believed at first, and each that is refuted takes those with it that rest on
 * it. What is left in the end rests on nothing but each other and on smaller parts of the value, so it holds, also for
 * schemas that contain themselves. Without recursion, and in a bounded number of steps.
 */
final class Inclusions {

    /** What is not looked at within so many steps is taken to be refuted, without certainty. */
    private static final int MOST = 1_000_000;

    private static final Difference TOO_MUCH = Difference.unclear(
            "", "not-compared", null, "schemas that are compared", "fewer ways in which schemas include one another");

    private record Key(Merged narrow, Merged wide) {}

    private final Map<Key, Inclusion> known = new HashMap<>();
    private final Deque<Inclusion> pending = new ArrayDeque<>();
    private final Rules rules;

    Inclusions(MergedSchemas schemas) {
        this.rules = new Rules(schemas, this);
    }

    Inclusion of(Merged narrow, Merged wide) {
        Key key = new Key(narrow, wide);
        Inclusion inclusion = known.get(key);
        if (inclusion == null) {
            inclusion = new Inclusion(narrow, wide);
            known.put(key, inclusion);
            pending.add(inclusion);
        }
        return inclusion;
    }

    /** Afterwards all that are known are decided. */
    void settle() {
        while (!pending.isEmpty()) {
            Interrupted.check();
            Inclusion next = pending.remove();
            if (next.isRefuted()) {
                continue;
            }
            Goal goal = next.goal();
            if (goal == null) {
                goal = known.size() > MOST ? new Goal.Broken(TOO_MUCH) : rules.goal(next);
                next.restOn(goal);
            }
            if (!goal.holds(next)) {
                next.refute();
                pending.addAll(next.asking());
            }
        }
    }
}

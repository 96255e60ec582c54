package dev.sluice.diff;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes from an inclusion that does not hold to the differences that are why. */
final class RefutedWalk {

    /** Takes a difference between what is given and what is wanted. */
    interface Visitor {
        void found(Difference difference, Merged given, Merged wanted, Step step);
    }

    /**
     * @param given the last spot that is known of what is given
     * @param wanted the same of what is wanted
     * @param doubted whether nothing shows that what is found from here on matters
     */
    record Step(
            Inclusion inclusion,
            String path,
            @Nullable Merged given,
            @Nullable Merged wanted,
            boolean doubted) {

        private Step doubt() {
            return new Step(inclusion, path, given, wanted, true);
        }

        /** The nearest schemas around what is given that stand somewhere. */
        Merged nearestGiven() {
            return inclusion.narrow.leaves.isEmpty() && given != null ? given : inclusion.narrow;
        }

        Merged nearestWanted() {
            return inclusion.wide.leaves.isEmpty() && wanted != null ? wanted : inclusion.wide;
        }
    }

    private static final int DEEPEST = 25;

    private final Visitor visitor;
    private final Set<Inclusion> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Step> left = new ArrayDeque<>();
    /** Looked at last: what is certain is told as that. */
    private final Deque<Step> doubted = new ArrayDeque<>();

    RefutedWalk(Visitor visitor) {
        this.visitor = visitor;
    }

    /** @return how many steps it took */
    int from(Inclusion root) {
        visit(new Goal.Part(root, ""), new Step(root, "", null, null, false));
        while (!left.isEmpty() || !doubted.isEmpty()) {
            Step step = left.isEmpty() ? doubted.remove() : left.remove();
            Goal goal = step.inclusion.goal();
            if (goal != null && visited.add(step.inclusion)) {
                visit(goal, step);
            }
        }
        return visited.size();
    }

    private void visit(Goal goal, Step step) {
        if (!goal.isLost()) {
            return;
        }
        if (goal instanceof Goal.Broken broken) {
            found(broken.difference(), true, step);
        } else if (goal instanceof Goal.Part part) {
            if (!visited.contains(part.inclusion())) {
                (step.doubted ? doubted : left)
                        .add(new Step(
                                part.inclusion(),
                                step.path + part.step(),
                                step.nearestGiven(),
                                step.nearestWanted(),
                                step.doubted));
            }
        } else if (goal instanceof Goal.Doubted some) {
            visit(some.goal(), step.doubted || some.isShown() ? step : step.doubt());
        } else if (goal instanceof Goal.All all) {
            all.goals().forEach(one -> visit(one, step));
        } else if (goal instanceof Goal.Some some) {
            Difference difference = some.difference();
            if (difference == null) {
                visit(some.meant(), step);
            } else {
                found(difference, isCertain(some, 0), step);
            }
        }
    }

    private void found(Difference difference, boolean certain, Step step) {
        visitor.found(
                difference.with(difference.certain() && certain && !step.doubted),
                step.inclusion.narrow,
                step.inclusion.wide,
                step);
    }

    /** Whether something on the way is known to be refused. */
    private static boolean isCertain(@Nullable Goal goal, int depth) {
        if (goal == null || depth > DEEPEST || !goal.isLost()) {
            return false;
        }
        if (goal instanceof Goal.Broken broken) {
            return broken.difference().certain();
        }
        if (goal instanceof Goal.Part part) {
            return isCertain(part.inclusion().goal(), depth + 1);
        }
        if (goal instanceof Goal.All all) {
            return all.goals().stream().anyMatch(one -> isCertain(one, depth + 1));
        }
        if (goal instanceof Goal.Doubted some) {
            return some.isShown() && isCertain(some.goal(), depth + 1);
        }
        Goal.Some some = (Goal.Some) goal;
        Difference difference = some.difference();
        if (difference != null && !difference.certain()) {
            return false;
        }
        CommonValue common = some.common();
        boolean each = some.tried().stream().allMatch(one -> isCertain(one, depth + 1));
        return common == null ? each : (each && common.isOfOne()) || common.isFound();
    }
}

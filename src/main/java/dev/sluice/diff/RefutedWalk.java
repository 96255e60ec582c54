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
     */
    record Step(
            Inclusion inclusion,
            String path,
            @Nullable Merged given,
            @Nullable Merged wanted) {

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

    RefutedWalk(Visitor visitor) {
        this.visitor = visitor;
    }

    /** @return how many steps it took */
    int from(Inclusion root) {
        visit(new Goal.Part(root, ""), new Step(root, "", null, null));
        while (!left.isEmpty()) {
            Step step = left.remove();
            Goal goal = step.inclusion.goal();
            if (goal != null) {
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
            visitor.found(broken.difference(), step.inclusion.narrow, step.inclusion.wide, step);
        } else if (goal instanceof Goal.Part part) {
            if (visited.add(part.inclusion())) {
                left.add(
                        new Step(part.inclusion(), step.path + part.step(), step.nearestGiven(), step.nearestWanted()));
            }
        } else if (goal instanceof Goal.All all) {
            all.goals().forEach(one -> visit(one, step));
        } else if (goal instanceof Goal.Some some) {
            Difference difference = some.difference();
            if (difference == null) {
                visit(some.meant(), step);
            } else {
                boolean certain = difference.certain() && isCertain(some, 0);
                visitor.found(difference.with(certain), step.inclusion.narrow, step.inclusion.wide, step);
            }
        }
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
        Goal.Some some = (Goal.Some) goal;
        Difference difference = some.difference();
        return (difference == null || difference.certain())
                && some.tried().stream().allMatch(one -> isCertain(one, depth + 1));
    }
}

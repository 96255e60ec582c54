package dev.sluice.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What has to hold so that one schema lets everything through that another does. */
interface Goal {

    /** Whether it is known not to hold, once all is settled. */
    default boolean isLost() {
        return true;
    }

    /** @param asking is told when a goal that held does so no more */
    boolean holds(Inclusion asking);

    /** Never holds. */
    record Broken(Difference difference) implements Goal {

        @Override
        public boolean holds(Inclusion asking) {
            return false;
        }
    }

    /**
     * Holds as long as nothing speaks against the inclusion.
     *
     * @param step from the value to the part that it is about, or {@code ""}
     */
    record Part(Inclusion inclusion, String step) implements Goal {

        @Override
        public boolean holds(Inclusion asking) {
            inclusion.tell(asking);
            return !inclusion.isRefuted();
        }

        @Override
        public boolean isLost() {
            return inclusion.isRefuted();
        }
    }

    record All(List<? extends Goal> goals) implements Goal {

        /** Holds whatever happens. */
        static final Goal NOTHING = new All(List.of());

        @Override
        public boolean holds(Inclusion asking) {
            boolean holds = true;
            for (Goal goal : goals) {
                holds &= goal.holds(asking);
            }
            return holds;
        }

        @Override
        public boolean isLost() {
            return goals.stream().anyMatch(Goal::isLost);
        }
    }

    /**
     * Holds as another does. Where it does not, that is certain only where one value shows that nothing else helps.
     *
     * @param common asks for that value
     */
    record Doubted(Goal goal, CommonValue common) implements Goal {

        @Override
        public boolean holds(Inclusion asking) {
            return goal.holds(asking);
        }

        @Override
        public boolean isLost() {
            return goal.isLost();
        }

        boolean isShown() {
            return common.isOfOne() || common.isFound();
        }
    }

    /** One of several, of which each is looked at when those before it do not hold. */
    final class Some implements Goal {

        private final List<Supplier<Goal>> choices;
        private final @Nullable Difference difference;
        private final int meant;
        private final @Nullable CommonValue common;
        private final List<Goal> tried = new ArrayList<>();

        /**
         * @param difference what it comes to when none holds; null where the choice that is most likely meant tells
         * @param meant the number of that choice
         */
        Some(List<Supplier<Goal>> choices, @Nullable Difference difference, int meant) {
            this(choices, difference, meant, null);
        }

        /** @param common tells whether what each choice refuses is one value; null where one refusal is as good as all */
        Some(List<Supplier<Goal>> choices, @Nullable Difference difference, int meant, @Nullable CommonValue common) {
            this.common = common;
            this.choices = choices;
            this.difference = difference;
            this.meant = meant;
        }

        @Override
        public boolean holds(Inclusion asking) {
            while (true) {
                if (!tried.isEmpty() && tried.get(tried.size() - 1).holds(asking)) {
                    return true;
                }
                if (tried.size() == choices.size()) {
                    return false;
                }
                tried.add(choices.get(tried.size()).get());
            }
        }

        @Override
        public boolean isLost() {
            return tried.size() == choices.size() && tried.stream().allMatch(Goal::isLost);
        }

        List<Goal> tried() {
            return tried;
        }

        @Nullable
        CommonValue common() {
            return common;
        }

        @Nullable
        Difference difference() {
            return difference;
        }

        /** The choice that tells most about why none holds. */
        Goal meant() {
            return tried.isEmpty() ? All.NOTHING : tried.get(Math.min(meant, tried.size() - 1));
        }
    }
}

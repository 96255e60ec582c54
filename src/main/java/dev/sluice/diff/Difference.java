package dev.sluice.diff;

import dev.sluice.schema.Demands;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a schema demands, and another does not guarantee.
 *
 * @param keyword that demands it
 * @param narrowed the end of a change's code when the newer schema demands it
 * @param widened the same when the older one does
 * @param certain whether some value is known to show it; else it could not be decided
 * @param owner the schema that demands, or null where that is all of them
 * @param member the name of the member that it is about, or {@code ""}
 * @param had what is guaranteed, in words
 * @param wanted what is demanded, in words
 */
record Difference(
        String keyword,
        String narrowed,
        String widened,
        boolean certain,
        @Nullable Demands owner,
        String member,
        String had,
        String wanted) {

    static Difference certain(
            String keyword, String narrowed, String widened, Demands owner, String had, String wanted) {
        return new Difference(keyword, narrowed, widened, true, owner, "", had, wanted);
    }

    static Difference unclear(String keyword, String changed, @Nullable Demands owner, String had, String wanted) {
        return new Difference(keyword, changed, changed, false, owner, "", had, wanted);
    }

    Difference with(boolean otherCertainty) {
        return new Difference(keyword, narrowed, widened, otherCertainty, owner, member, had, wanted);
    }

    Difference of(String name) {
        return new Difference(keyword, narrowed, widened, certain, owner, name, had, wanted);
    }
}

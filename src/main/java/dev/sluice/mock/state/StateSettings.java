package dev.sluice.mock.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a mock remembers, and of whom.
 *
 * @param maxItems over all contracts' collections and projects
 * @param maxItemsPerCollection in one collection of one project
 * @param maxBytes an estimate of the memory that items take, over all
 * @param projectHeader the header that names the project where paths do not, or null
 * @param seed of ids and generated members
 */
public record StateSettings(
        int maxItems,
        int maxItemsPerCollection,
        long maxBytes,
        @Nullable String projectHeader,
        long seed) {

    public static final StateSettings DEFAULT = new StateSettings(100_000, 10_000, 128L * 1024 * 1024, null, 0);

    /** @throws IllegalArgumentException with one fault per line, each beginning with its key */
    public StateSettings {
        List<String> faults = new ArrayList<>();
        atLeastOne("maxItems", maxItems, faults);
        atLeastOne("maxItemsPerCollection", maxItemsPerCollection, faults);
        atLeastOne("maxBytes", maxBytes, faults);
        if (projectHeader != null && projectHeader.isBlank()) {
            faults.add("projectHeader: empty (expected: the name of a header)");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
    }

    private static void atLeastOne(String key, long value, List<String> faults) {
        if (value < 1) {
            faults.add(key + ": " + value + " (expected: at least 1)");
        }
    }
}

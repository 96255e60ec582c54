package dev.sluice.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contract by its name. Immutable.
 *
 * @param active the number of the version that is to be served, or null
 * @param versions the latest first
 */
public record RegisteredContract(String name, @Nullable Integer active, List<RegisteredVersion> versions) {

    /** @return null where it has none of that number */
    public @Nullable RegisteredVersion version(int number) {
        return versions.stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElse(null);
    }
}

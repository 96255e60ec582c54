package dev.sluice.registry;

import java.time.Instant;

/**
 * A version of a contract. Immutable.
 *
 * @param number from 1 on; one that was removed is not given again
 * @param digest of the content: {@link Bundle#digest}
 * @param root the path of the root document
 * @param files how many
 * @param bytes of all files together
 * @param facts what was found when it was registered
 */
public record RegisteredVersion(
        int number, String digest, Instant created, String root, int files, long bytes, Facts facts) {

    /**
     * What a contract says of itself.
     *
     * @param version of its {@code info}
     * @param operations how many
     * @param warnings how many
     */
    public record Facts(String title, String version, int operations, int warnings) {}
}

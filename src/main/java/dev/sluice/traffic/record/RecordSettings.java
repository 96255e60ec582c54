package dev.sluice.traffic.record;

import java.nio.file.Path;
import java.util.Set;

/**
 * What is recorded, and where.
 *
 * @param maxSize bytes after which the file makes way for a new one
 * @param keep how many of the files before are kept
 * @param maxBody bytes that are kept of each body
 * @param maxWaiting bytes of messages that wait to be written, about; what comes beyond is dropped
 * @param sample share of the exchanges that are recorded, from 0 to 1
 * @param secrets names whose values are left out, besides those that are known for secrets
 */
public record RecordSettings(
        Path file,
        long maxSize,
        int keep,
        int maxBody,
        long maxWaiting,
        double sample,
        Bodies bodies,
        Set<String> secrets) {

    /** Which bodies are recorded. */
    public enum Bodies {
        /** None: of each only its length. */
        NONE,
        /** Those in which secrets can be found: JSON and forms. */
        READABLE,
        /** All; those that cannot be read as they are. */
        ALL
    }

    public RecordSettings {
        if (maxSize < 1 || keep < 0 || maxBody < 0 || maxWaiting < 1 || !(sample >= 0 && sample <= 1)) {
            throw new IllegalArgumentException(
                    "expected: maxSize and maxWaiting from 1, keep and maxBody from 0, sample from 0 to 1");
        }
        secrets = Set.copyOf(secrets);
    }

    /** All exchanges, in files of 100 MiB, of which five are kept. */
    public static RecordSettings of(Path file) {
        return new RecordSettings(file, 100L << 20, 5, 64 << 10, 16L << 20, 1, Bodies.READABLE, Set.of());
    }
}

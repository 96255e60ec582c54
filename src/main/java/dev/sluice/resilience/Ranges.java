package dev.sluice.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with settings: one line for each fault, beginning with its key. */
final class Ranges {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final List<String> faults = new ArrayList<>();

    Ranges number(String key, int value, int least, int most) {
        if (value < least || value > most) {
            faults.add(key + ": " + value + " (expected: from " + least + " to " + most + ")");
        }
        return this;
    }

    Ranges time(String key, Duration value) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            faults.add(key + ": " + value + " (expected: from 1 millisecond to 1 hour)");
        }
        return this;
    }

    /** @throws IllegalArgumentException when there are faults */
    void check() {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
    }
}

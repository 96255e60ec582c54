package dev.sluice.proxy.upstream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with settings: one line for each fault, beginning with its key. */
final class SettingFaults {

    private static final Duration LONGEST = Duration.ofHours(24);

    private final List<String> faults = new ArrayList<>();

    SettingFaults number(String key, long value, long least, long most) {
        if (value < least || value > most) {
            faults.add(key + ": " + value + " (expected: from " + least + " to " + most + ")");
        }
        return this;
    }

    SettingFaults time(String key, Duration value) {
        if (value.toMillis() < 1 || value.compareTo(LONGEST) > 0) {
            faults.add(key + ": " + value + " (expected: from 1 millisecond to 24 hours)");
        }
        return this;
    }

    SettingFaults timeOrZero(String key, Duration value) {
        return value.isZero() ? this : time(key, value);
    }

    SettingFaults when(boolean fault, String text) {
        if (fault) {
            faults.add(text);
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

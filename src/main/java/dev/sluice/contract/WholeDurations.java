package dev.sluice.contract;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as text, {@code 200ms}, {@code 5s}, {@code 2m} or {@code 1h}, up to an hour. */
final class WholeDurations {

    static final Duration LONGEST = Duration.ofHours(1);

    private static final Pattern TEXT = Pattern.compile("(0|[1-9][0-9]{0,6})(ms|s|m|h)");

    private WholeDurations() {}

    /** @throws IllegalArgumentException that ends with what was expected */
    static Duration parse(String text, String expected) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no duration (" + expected + ")");
        }
        Duration duration = Duration.ofMillis(Long.parseLong(matcher.group(1)) * millis(matcher.group(2)));
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("'" + text + "' is too long (expected: at most 1h)");
        }
        return duration;
    }

    private static long millis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            default -> 3_600_000;
        };
    }

    /** @throws IllegalArgumentException when it is no whole number of milliseconds from {@code least} to an hour */
    static void require(String what, Duration duration, long least) {
        if (duration.toMillis() < least
                || duration.compareTo(LONGEST) > 0
                || !duration.equals(Duration.ofMillis(duration.toMillis()))) {
            throw new IllegalArgumentException(
                    what + ": " + duration + " (expected: whole milliseconds, " + least + "ms to 1h)");
        }
    }

    /** The shortest text that {@link #parse} reads as this duration. */
    static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0 || millis % 1_000 != 0) {
            return millis + "ms";
        }
        return millis % 3_600_000 == 0
                ? millis / 3_600_000 + "h"
                : millis % 60_000 == 0 ? millis / 60_000 + "m" : millis / 1_000 + "s";
    }
}

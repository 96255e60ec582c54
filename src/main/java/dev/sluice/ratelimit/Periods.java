package dev.sluice.ratelimit;

import java.time.Duration;

/** The length of a window as text, in the largest unit that leaves no rest. */
final class Periods {

    private Periods() {}

    /** {@code 1s}, {@code 10s}, {@code 1d}. */
    static String suffix(Duration period) {
        Unit unit = unit(period);
        return period.toSeconds() / unit.seconds + unit.letter;
    }

    /** {@code 1 second}, {@code 10 second}, {@code 1 day}: the gateway that clients know writes no plural. */
    static String words(Duration period) {
        Unit unit = unit(period);
        return period.toSeconds() / unit.seconds + " " + unit.word;
    }

    private static Unit unit(Duration period) {
        for (Unit unit : Unit.values()) {
            if (period.toSeconds() % unit.seconds == 0) {
                return unit;
            }
        }
        return Unit.SECOND;
    }

    private enum Unit {
        DAY(86_400, "d", "day"),
        HOUR(3_600, "h", "hour"),
        MINUTE(60, "m", "minute"),
        SECOND(1, "s", "second");

        private final long seconds;
        private final String letter;
        private final String word;

        Unit(long seconds, String letter, String word) {
            this.seconds = seconds;
            this.letter = letter;
            this.word = word;
        }
    }
}

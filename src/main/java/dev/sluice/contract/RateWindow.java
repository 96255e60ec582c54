package dev.sluice.contract;

import java.time.Duration;

/**
 * A quota per fixed window: {@code 100/s}, {@code 100000/d}, {@code 50/10s}.
 *
 * @param quota from 1
 * @param period whole seconds, from one second to 31 days
 */
public record RateWindow(int quota, Duration period) {

    private static final String EXPECTED = " (expected: a quota per s, m, h or d, such as 100/s, 5000/m or 50/10s)";
    private static final String UNITS = "smhd";
    private static final long[] UNIT_SECONDS = {1, 60, 3600, 86_400};
    private static final Duration LONGEST = Duration.ofDays(31);

    public RateWindow {
        if (quota < 1) {
            throw new IllegalArgumentException("the quota " + quota + " (expected: 1 to " + Integer.MAX_VALUE + ")");
        }
        if (period.compareTo(Duration.ofSeconds(1)) < 0
                || period.compareTo(LONGEST) > 0
                || !period.equals(Duration.ofSeconds(period.toSeconds()))) {
            throw new IllegalArgumentException("the period " + period + " (expected: whole seconds, 1s to 31d)");
        }
    }

    /** @throws IllegalArgumentException with what was expected */
    public static RateWindow parse(String text) {
        int slash = text.indexOf('/');
        int unit = text.isEmpty() ? -1 : UNITS.indexOf(text.charAt(text.length() - 1));
        if (slash < 0 || unit < 0 || slash == text.length()) {
            throw new IllegalArgumentException("'" + text + "' is no rate limit" + EXPECTED);
        }
        int quota = number(text, text.substring(0, slash), "quota", Integer.MAX_VALUE);
        String count = text.substring(slash + 1, text.length() - 1);
        int most = Math.toIntExact(LONGEST.toSeconds() / UNIT_SECONDS[unit]);
        int units = count.isEmpty() ? 1 : number(text, count, "period", most);
        return new RateWindow(quota, Duration.ofSeconds(units * UNIT_SECONDS[unit]));
    }

    /** The shortest text that {@link #parse} reads as this window. */
    @Override
    public String toString() {
        long seconds = period.toSeconds();
        int unit = UNIT_SECONDS.length - 1;
        while (seconds % UNIT_SECONDS[unit] != 0) {
            unit--;
        }
        long units = seconds / UNIT_SECONDS[unit];
        return quota + "/" + (units == 1 ? "" : units) + UNITS.charAt(unit);
    }

    private static int number(String text, String digits, String what, int most) {
        boolean readable =
                !digits.isEmpty() && digits.length() <= 10 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        long value = readable ? Long.parseLong(digits) : 0;
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "'" + text + "': the " + what + " must be a whole number from 1 to " + most + EXPECTED);
        }
        return (int) value;
    }
}

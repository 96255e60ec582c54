package dev.sluice.contract;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long answers take: {@code 200ms}, or {@code p50=20ms,p99=200ms}, which is spread log-normally. Durations are whole
 * numbers of {@code ms}, {@code s}, {@code m} or {@code h}, up to an hour.
 */
public sealed interface Latency {

    Latency NONE = new Fixed(Duration.ZERO);

    /** What is expected of a text, for whoever refuses one. */
    String EXPECTED = "expected: a duration such as 200ms, or two such as p50=20ms,p99=200ms";

    /** The same for all answers. */
    record Fixed(Duration time) implements Latency {

        public Fixed {
            WholeDurations.require("latency", time, 0);
        }

        @Override
        public Duration longest() {
            return time;
        }

        @Override
        public String toString() {
            return WholeDurations.text(time);
        }
    }

    /**
     * Log-normal: half of all answers take longer than {@code p50}, one of a hundred longer than {@code p99}.
     *
     * @param p50 from a millisecond
     * @param p99 from {@code p50}
     */
    record Spread(Duration p50, Duration p99) implements Latency {

        public Spread {
            WholeDurations.require("p50", p50, 1);
            WholeDurations.require("p99", p99, 1);
            if (p99.compareTo(p50) < 0) {
                throw new IllegalArgumentException("p99 is shorter than p50 (expected: p50 at most p99)");
            }
        }

        @Override
        public Duration longest() {
            return p99;
        }

        @Override
        public String toString() {
            return "p50=" + WholeDurations.text(p50) + ",p99=" + WholeDurations.text(p99);
        }
    }

    /** The longest that it says of itself: a hundredth of a spread takes longer. */
    Duration longest();

    /**
     * Reads what {@code toString} writes; members in any order.
     *
     * @throws IllegalArgumentException with what was expected
     */
    static Latency parse(String text) {
        if (text.indexOf('=') < 0) {
            return new Fixed(WholeDurations.parse(text.strip(), EXPECTED));
        }
        Map<String, Duration> members = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : part.substring(0, equals).strip();
            if (!name.equals("p50") && !name.equals("p99")) {
                throw new IllegalArgumentException("'" + part.strip() + "' is no part of a latency (" + EXPECTED + ")");
            }
            Duration time = WholeDurations.parse(part.substring(equals + 1).strip(), EXPECTED);
            if (members.put(name, time) != null) {
                throw new IllegalArgumentException(name + " stands there twice (" + EXPECTED + ")");
            }
        }
        return spread(members);
    }

    private static Latency spread(Map<String, Duration> members) {
        Duration p50 = members.get("p50");
        Duration p99 = members.get("p99");
        if (p50 == null || p99 == null) {
            throw new IllegalArgumentException((p50 == null ? "no p50" : "no p99") + " (" + EXPECTED + ")");
        }
        return new Spread(p50, p99);
    }
}

package dev.sluice.contract;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What goes wrong with answers on purpose, and how often:
 *
 * <pre>
 * reset=1%,status:503=0.5%,truncate=0.1%,slow:5s=1%,malformed=0.2%
 * </pre>
 *
 * At most one of them befalls an answer, so their percentages may sum up to 100.
 *
 * @param chances in the order in which they were written; none where nothing goes wrong
 */
public record Faults(List<Chance> chances) {

    /** Nothing goes wrong; {@code none} as text. */
    public static final Faults NONE = new Faults(List.of());

    /** What all percentages together make at most, in the unit of {@link Chance#parts}. */
    public static final int WHOLE = 100_000_000;

    /** What is expected of a text, for whoever refuses one. */
    public static final String EXPECTED = "expected: reset=1%, status:503=0.5%, truncate=0.1%, slow:5s=1% or"
            + " malformed=0.2%, several of them separated by commas, or none";

    private static final String NONE_TEXT = "none";
    private static final Pattern PERCENT = Pattern.compile("(100(\\.0{1,6})?|[0-9]{1,2}(\\.[0-9]{1,6})?)%");
    private static final Pattern ERROR_STATUS = Pattern.compile("[45][0-9][0-9]");

    /** The first words of all faults, in the order of the issue: for tables. */
    public enum Kind {
        RESET,
        STATUS,
        TRUNCATE,
        SLOW,
        MALFORMED;

        /** As it is written: {@code reset}. */
        public String text() {
            return switch (this) {
                case RESET -> "reset";
                case STATUS -> "status";
                case TRUNCATE -> "truncate";
                case SLOW -> "slow";
                case MALFORMED -> "malformed";
            };
        }
    }

    /** Something that goes wrong with an answer. */
    public sealed interface Fault {

        Kind kind();
    }

    /** What there is nothing more to say of. */
    public enum Plain implements Fault {
        /** The connection is reset. */
        RESET(Kind.RESET),
        /** The body ends before its length, and so does the connection. */
        TRUNCATE(Kind.TRUNCATE),
        /** The body is no JSON. */
        MALFORMED(Kind.MALFORMED);

        private final Kind kind;

        Plain(Kind kind) {
            this.kind = kind;
        }

        @Override
        public Kind kind() {
            return kind;
        }

        @Override
        public String toString() {
            return kind.text();
        }
    }

    /**
     * The answer is an error.
     *
     * @param status from 400 to 599
     */
    public record Status(int status) implements Fault {

        public Status {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("the status " + status + " (expected: 400 to 599)");
            }
        }

        @Override
        public Kind kind() {
            return Kind.STATUS;
        }

        @Override
        public String toString() {
            return kind().text() + ":" + status;
        }
    }

    /**
     * The body comes in pieces.
     *
     * @param over the time that it takes, from a millisecond to an hour
     */
    public record Slow(Duration over) implements Fault {

        public Slow {
            WholeDurations.require("slow", over, 1);
        }

        @Override
        public Kind kind() {
            return Kind.SLOW;
        }

        @Override
        public String toString() {
            return kind().text() + ":" + WholeDurations.text(over);
        }
    }

    /**
     * How often a fault befalls an answer.
     *
     * @param parts of {@link #WHOLE}
     */
    public record Chance(Fault fault, int parts) {

        public Chance {
            if (parts < 0 || parts > WHOLE) {
                throw new IllegalArgumentException("parts: " + parts + " (expected: 0 to " + WHOLE + ")");
            }
        }

        /**
         * @param fault {@code reset}, {@code status:503}, {@code truncate}, {@code slow:5s} or {@code malformed}
         * @param percent {@code 1%} or {@code 0.5%}
         * @throws IllegalArgumentException with what was expected
         */
        public static Chance parse(String fault, String percent) {
            if (!PERCENT.matcher(percent).matches()) {
                throw new IllegalArgumentException(
                        "'" + percent + "' is no percentage (expected: 0% to 100%, such as 1% or 0.5%)");
            }
            BigDecimal number = new BigDecimal(percent.substring(0, percent.length() - 1));
            return new Chance(faultOf(fault), number.movePointRight(6).intValueExact());
        }

        private static Fault faultOf(String text) {
            int colon = text.indexOf(':');
            String kind = colon < 0 ? text : text.substring(0, colon);
            String argument = colon < 0 ? "" : text.substring(colon + 1);
            return switch (kind) {
                case "reset" -> plain(Plain.RESET, text);
                case "truncate" -> plain(Plain.TRUNCATE, text);
                case "malformed" -> plain(Plain.MALFORMED, text);
                case "status" -> status(argument);
                case "slow" -> new Slow(WholeDurations.parse(argument, "expected: a duration such as slow:5s"));
                default -> throw new IllegalArgumentException("'" + text + "' is no fault (" + EXPECTED + ")");
            };
        }

        private static Fault plain(Plain fault, String text) {
            if (!text.equals(fault.toString())) {
                throw new IllegalArgumentException("'" + text + "' (expected: " + fault + " and nothing more)");
            }
            return fault;
        }

        private static Fault status(String argument) {
            if (!ERROR_STATUS.matcher(argument).matches()) {
                throw new IllegalArgumentException(
                        "'status:" + argument + "' (expected: the status of an error, such as status:503)");
            }
            return new Status(Integer.parseInt(argument));
        }

        @Override
        public String toString() {
            return fault + "="
                    + BigDecimal.valueOf(parts, 6).stripTrailingZeros().toPlainString() + "%";
        }
    }

    /** @throws IllegalArgumentException when a fault stands there twice, or all of them befall more than all answers */
    public Faults {
        chances = List.copyOf(chances);
        long sum = 0;
        for (int i = 0; i < chances.size(); i++) {
            Chance chance = chances.get(i);
            sum += chance.parts;
            if (chances.subList(0, i).stream().anyMatch(other -> other.fault.equals(chance.fault))) {
                throw new IllegalArgumentException(chance.fault + " stands there twice (expected: once)");
            }
        }
        if (sum > WHOLE) {
            throw new IllegalArgumentException(
                    "more than 100% of all answers (expected: all faults together at most 100%)");
        }
    }

    /**
     * Reads what {@code toString} writes.
     *
     * @throws IllegalArgumentException with what was expected
     */
    public static Faults parse(String text) {
        if (text.strip().equals(NONE_TEXT)) {
            return NONE;
        }
        List<Chance> chances = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("'" + part.strip() + "' is no fault (" + EXPECTED + ")");
            }
            chances.add(Chance.parse(
                    part.substring(0, equals).strip(),
                    part.substring(equals + 1).strip()));
        }
        return new Faults(chances);
    }

    @Override
    public String toString() {
        return chances.isEmpty()
                ? NONE_TEXT
                : String.join(",", chances.stream().map(Chance::toString).toList());
    }
}

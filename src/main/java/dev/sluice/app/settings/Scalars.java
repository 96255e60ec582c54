package dev.sluice.app.settings;

import dev.sluice.contract.Faults;
import dev.sluice.contract.Latency;
import dev.sluice.contract.RateWindow;
import dev.sluice.net.TlsVersion;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The types of single values: numbers, times, sizes, shares, words and texts. */
final class Scalars {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,8})");

    private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}([.][0-9]{1,3})?%");

    private static final Pattern LONG_NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,18})");

    private Scalars() {}

    static ScalarType<Integer> wholeNumber(int from, int to) {
        return new ScalarType<>(
                "number",
                "a whole number from " + from + " to " + to,
                text -> WHOLE_NUMBER.matcher(text).matches()
                        ? within(Integer.valueOf(text), from, to)
                        : Optional.empty(),
                String::valueOf,
                SchemaWords.of("type", "integer", "minimum", from, "maximum", to));
    }

    /** Any that 64 bits hold. */
    static ScalarType<Long> longNumber() {
        return new ScalarType<>(
                "number",
                "a whole number of 64 bits",
                Scalars::parseLong,
                String::valueOf,
                SchemaWords.of("type", "integer", "minimum", Long.MIN_VALUE, "maximum", Long.MAX_VALUE));
    }

    private static Optional<Long> parseLong(String text) {
        if (!LONG_NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    static ScalarType<Boolean> bool() {
        return new ScalarType<>(
                "boolean",
                "true or false",
                text -> switch (text) {
                    case "true", "True", "TRUE" -> Optional.of(true);
                    case "false", "False", "FALSE" -> Optional.of(false);
                    default -> Optional.empty();
                },
                String::valueOf,
                Map.of("type", "boolean"));
    }

    static ScalarType<Duration> duration(Duration from, Duration to) {
        return new ScalarType<>(
                "string",
                "a duration from " + Durations.print(from) + " to " + Durations.print(to)
                        + ", such as 500ms, 10s, 5m, 1h or 1d",
                text -> Durations.parse(text).flatMap(duration -> within(duration, from, to)),
                Durations::print,
                SchemaWords.matching(Durations.PATTERN));
    }

    static ScalarType<Long> size(long from, long to) {
        return new ScalarType<>(
                "string",
                "a size from " + Sizes.print(from) + " to " + Sizes.print(to) + ", such as 512B, 64KiB or 16MiB",
                text -> Sizes.parse(text).flatMap(size -> within(size, from, to)),
                Sizes::print,
                SchemaWords.matching(Sizes.PATTERN));
    }

    /** A constant in lower case, with hyphens. */
    static <E extends Enum<E>> ScalarType<E> oneOf(Class<E> type) {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Scalars::lowerCase).toList();
        return new ScalarType<>(
                "string",
                "one of " + String.join(", ", names),
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> lowerCase(constant).equals(text))
                        .findFirst(),
                Scalars::lowerCase,
                SchemaWords.of("type", "string", "enum", names));
    }

    /** @param expected completes "expected …" */
    static ScalarType<String> text(String pattern, String expected) {
        Pattern whole = Pattern.compile(pattern);
        return new ScalarType<>(
                "string",
                expected,
                text -> Optional.of(text).filter(whole.asMatchPredicate()),
                Function.identity(),
                SchemaWords.matching(pattern));
    }

    /** A share of all, from 0 to 1. */
    static ScalarType<Double> percent() {
        return new ScalarType<>(
                "string",
                "a percentage from 0% to 100%, such as 5% or 0.5%",
                text -> PERCENT.matcher(text).matches()
                        ? within(
                                new BigDecimal(text.substring(0, text.length() - 1))
                                        .movePointLeft(2)
                                        .doubleValue(),
                                0.0,
                                1.0)
                        : Optional.empty(),
                share -> BigDecimal.valueOf(share)
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString() + "%",
                SchemaWords.matching(PERCENT.pattern()));
    }

    static ScalarType<Latency> latency() {
        return parsed(Latency.EXPECTED, Latency::parse);
    }

    static ScalarType<Faults> faults() {
        return parsed(Faults.EXPECTED, Faults::parse);
    }

    /** @param parser throws an {@link IllegalArgumentException} for what is no value */
    private static <T> ScalarType<T> parsed(String expected, Function<String, T> parser) {
        return new ScalarType<>(
                "string",
                expected.replaceFirst("^expected: ", ""),
                text -> {
                    try {
                        return Optional.of(parser.apply(text));
                    } catch (IllegalArgumentException wrong) {
                        throw new IllegalArgumentException(inWordsOfSettings(wrong.getMessage()), wrong);
                    }
                },
                String::valueOf,
                Map.of("type", "string"));
    }

    /** {@code x is wrong (expected: y)} is {@code x is wrong, expected y}. */
    private static String inWordsOfSettings(@Nullable String message) {
        String text = String.valueOf(message);
        int bracket = text.indexOf(" (expected: ");
        return bracket < 0 || !text.endsWith(")")
                ? text
                : text.substring(0, bracket) + ", expected "
                        + text.substring(bracket + " (expected: ".length(), text.length() - 1);
    }

    static ScalarType<TlsVersion> tlsVersion() {
        List<String> names =
                Arrays.stream(TlsVersion.values()).map(TlsVersion::text).toList();
        return new ScalarType<>(
                "string",
                "one of " + String.join(", ", names),
                text -> Arrays.stream(TlsVersion.values())
                        .filter(version -> version.text().equals(text))
                        .findFirst(),
                TlsVersion::text,
                SchemaWords.of("type", "string", "enum", names));
    }

    static ScalarType<RateWindow> rateWindow() {
        return new ScalarType<>(
                "string",
                "a quota per window, such as 100/s, 50/10s or 100000/d",
                Scalars::parseWindow,
                window -> window.quota() + "/" + Durations.print(window.period()),
                SchemaWords.matching("[1-9][0-9]*/.+"));
    }

    private static Optional<RateWindow> parseWindow(String text) {
        try {
            return Optional.of(RateWindow.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static <C extends Comparable<C>> Optional<C> within(C value, C from, C to) {
        return value.compareTo(from) < 0 || value.compareTo(to) > 0 ? Optional.empty() : Optional.of(value);
    }

    static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

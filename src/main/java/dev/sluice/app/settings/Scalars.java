package dev.sluice.app.settings;

import dev.sluice.contract.Faults;
import dev.sluice.contract.Latency;
import dev.sluice.contract.Location;
import dev.sluice.contract.RateWindow;
import dev.sluice.document.UrlPrefix;
import dev.sluice.edge.Cors;
import dev.sluice.net.TlsVersion;
import dev.sluice.net.TrustedProxies;
import dev.sluice.postgres.StoreAddress;
import dev.sluice.proxy.upstream.HostHeader;
import dev.sluice.proxy.upstream.TargetSettings;
import dev.sluice.ratelimit.redis.RedisAddress;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The types of single values. */
final class Scalars {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,8})");

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+])(:[1-9][0-9]{0,4})?");
    private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}([.][0-9]{1,3})?%");

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

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
                ordered("type", "integer", "minimum", from, "maximum", to));
    }

    /** Any that 64 bits hold. */
    static ScalarType<Long> longNumber() {
        return new ScalarType<>(
                "number",
                "a whole number of 64 bits",
                Scalars::parseLong,
                String::valueOf,
                ordered("type", "integer", "minimum", Long.MIN_VALUE, "maximum", Long.MAX_VALUE));
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
                string(Durations.PATTERN));
    }

    static ScalarType<Long> size(long from, long to) {
        return new ScalarType<>(
                "string",
                "a size from " + Sizes.print(from) + " to " + Sizes.print(to) + ", such as 512B, 64KiB or 16MiB",
                text -> Sizes.parse(text).flatMap(size -> within(size, from, to)),
                Sizes::print,
                string(Sizes.PATTERN));
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
                ordered("type", "string", "enum", names));
    }

    /** @param expected completes "expected …" */
    static ScalarType<String> text(String pattern, String expected) {
        Pattern whole = Pattern.compile(pattern);
        return new ScalarType<>(
                "string",
                expected,
                text -> Optional.of(text).filter(whole.asMatchPredicate()),
                Function.identity(),
                string(pattern));
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
                string(PERCENT.pattern()));
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

    static ScalarType<String> host() {
        return new ScalarType<>(
                "string",
                "a host name, an IPv4 address or an IPv6 address without brackets",
                Hosts::parse,
                Function.identity(),
                ordered("type", "string", "minLength", 1, "maxLength", 253));
    }

    /** A leading {@code ~/} is the user's home. */
    static ScalarType<Path> path() {
        return new ScalarType<>(
                "string", "a path", Scalars::parsePath, Path::toString, ordered("type", "string", "minLength", 1));
    }

    /** @param kinds in place of a name */
    static ScalarType<HostHeader> host(HostHeader.Kind... kinds) {
        return new ScalarType<>(
                "string",
                "keep, rewrite, or a host and perhaps a port",
                text -> Arrays.stream(kinds)
                        .filter(kind -> lowerCase(kind).equals(text))
                        .<HostHeader>map(kind -> kind)
                        .findFirst()
                        .or(() -> HOST_AND_PORT.matcher(text).matches()
                                ? Optional.of(new HostHeader.Name(text))
                                : Optional.empty()),
                host -> host instanceof HostHeader.Kind kind ? lowerCase(kind) : ((HostHeader.Name) host).authority(),
                ordered("type", "string", "minLength", 1));
    }

    static ScalarType<URI> targetUrl() {
        return new ScalarType<>(
                "string",
                "http:// or https://, a host and perhaps a port, and nothing else",
                Scalars::parseTarget,
                URI::toString,
                string("https?://[^/?#@]+/?"));
    }

    private static Optional<URI> parseTarget(String text) {
        try {
            return Optional.of(new TargetSettings(URI.create(text), 1).url());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A file, as {@link #path}, or a URL. */
    static ScalarType<Location> location() {
        return new ScalarType<>(
                "string",
                "a path or a URL",
                text -> {
                    try {
                        return text.contains("://")
                                ? Optional.of(Location.of(text))
                                : parsePath(text).map(Location::of);
                    } catch (IllegalArgumentException wrong) {
                        return Optional.empty();
                    }
                },
                Location::toString,
                ordered("type", "string", "minLength", 1));
    }

    static ScalarType<UrlPrefix> urlPrefix() {
        return new ScalarType<>(
                "string",
                UrlPrefix.EXPECTED,
                text -> {
                    try {
                        return Optional.of(UrlPrefix.parse(text));
                    } catch (IllegalArgumentException wrong) {
                        return Optional.empty();
                    }
                },
                UrlPrefix::toString,
                Map.of("type", "string"));
    }

    /** Never printed: its text has no password. */
    static ScalarType<StoreAddress> storeAddress() {
        return new ScalarType<>(
                "string",
                "postgresql://user:password@host:5432/database, perhaps with ?sslmode=… or sslrootcert=…, special"
                        + " characters percent-encoded",
                Scalars::parseAddress,
                StoreAddress::toString,
                string("postgres(ql)?://.+@.+/.+"));
    }

    /** Never printed: its text has no password. */
    static ScalarType<RedisAddress> redisAddress() {
        return new ScalarType<>(
                "string", RedisAddress.FORM, Scalars::parseRedis, RedisAddress::toString, string("rediss?://.+"));
    }

    /** Never printed. */
    static ScalarType<Secret> secret() {
        return new ScalarType<>(
                "string",
                "a text of 1 to 1024 characters, not all of them blank",
                text -> text.isBlank() || text.length() > 1024 ? Optional.empty() : Optional.of(new Secret(text)),
                Secret::toString,
                ordered("type", "string", "minLength", 1, "maxLength", 1024));
    }

    /** What can stand in an Authorization field (RFC 6750, 2.1). Never printed. */
    static ScalarType<Secret> token() {
        return new ScalarType<>(
                "string",
                "a text of 16 to 512 characters A-Z a-z 0-9 - . _ ~ + / with = at its end only",
                text -> text.length() >= 16
                                && text.length() <= 512
                                && TOKEN.matcher(text).matches()
                        ? Optional.of(new Secret(text))
                        : Optional.empty(),
                Secret::toString,
                ordered("type", "string", "minLength", 16, "maxLength", 512, "pattern", "^" + TOKEN.pattern() + "$"));
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
                ordered("type", "string", "enum", names));
    }

    static ScalarType<String> addressRange() {
        return new ScalarType<>(
                "string",
                "an address, or a range such as 10.0.0.0/8 or fd00::/8",
                text -> Optional.of(text).filter(TrustedProxies::isRange),
                Function.identity(),
                string("[0-9A-Fa-f:.]{2,45}(/[0-9]{1,3})?"));
    }

    /** As browsers write one. */
    static ScalarType<String> corsOrigin() {
        return new ScalarType<>(
                "string",
                "*, or a scheme, a host (perhaps with *. in front) and perhaps a port, in lower case and nothing else, such"
                        + " as https://shop.example",
                text -> Optional.of(text).filter(origin -> origin.equals(Cors.ANY) || Cors.isOrigin(origin)),
                Function.identity(),
                string("[*]|[a-z][a-z0-9+.-]*://[^/?#@]+"));
    }

    static ScalarType<RateWindow> rateWindow() {
        return new ScalarType<>(
                "string",
                "a quota per window, such as 100/s, 50/10s or 100000/d",
                Scalars::parseWindow,
                window -> window.quota() + "/" + Durations.print(window.period()),
                string("[1-9][0-9]*/.+"));
    }

    private static Optional<StoreAddress> parseAddress(String text) {
        try {
            return Optional.of(StoreAddress.parse(text))
                    .filter(address -> address.port() > 0 && address.port() <= 65535);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<RedisAddress> parseRedis(String text) {
        try {
            return Optional.of(RedisAddress.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<RateWindow> parseWindow(String text) {
        try {
            return Optional.of(RateWindow.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> parsePath(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.startsWith("~/")
                            ? Path.of(System.getProperty("user.home"), text.substring(2))
                            : Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static <C extends Comparable<C>> Optional<C> within(C value, C from, C to) {
        return value.compareTo(from) < 0 || value.compareTo(to) > 0 ? Optional.empty() : Optional.of(value);
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> string(String pattern) {
        return ordered("type", "string", "pattern", "^(?:" + pattern + ")$");
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}

package dev.sluice.app.settings;

import dev.sluice.edge.Cors;
import java.time.Duration;
import java.util.List;

/**
 * Which pages of other origins may call.
 *
 * @param origins empty: CORS is off
 * @param methods empty: all of a path
 * @param headers empty: those that are asked for
 * @param exposedHeaders that pages may read
 * @param credentials whether cookies and the like may be sent
 * @param maxAge of what a preflight has said
 */
public record CorsSettings(
        List<String> origins,
        List<String> methods,
        List<String> headers,
        List<String> exposedHeaders,
        boolean credentials,
        Duration maxAge) {

    private static final ScalarType<String> HEADER =
            Scalars.text("[A-Za-z0-9_-]{1,64}", "a header's name of 1 to 64 characters A-Z a-z 0-9 _ -");

    static final Setting<List<String>> ORIGINS = new Setting<>(
            "http.cors.origins",
            new ListType<>(
                    Addresses.corsOrigin(),
                    "an array of origins, such as [https://shop.example, https://*.shop.example], or ['*']",
                    new Rule<>(CorsSettings::areApart, "at most 1000 origins, no two alike, or * alone")),
            List.of(),
            "Origins whose pages may call from browsers, for instance [https://shop.example, https://*.shop.example] (*."
                    + " is for all hosts below), or ['*'] for all. Empty: CORS is off, and what an upstream says of it passes.");
    static final Setting<List<String>> METHODS = new Setting<>(
            "http.cors.methods",
            new ListType<>(
                    Scalars.text("[A-Z][A-Z0-9_-]{0,31}", "a method, such as PUT"),
                    "an array of methods, such as [GET, PUT]",
                    Rule.none()),
            List.of(),
            "Methods that they may use, of those that the contract has for a path. Empty: all of these.");
    static final Setting<List<String>> HEADERS = new Setting<>(
            "http.cors.headers",
            new ListType<>(HEADER, "an array of names of headers, such as [Content-Type]", Rule.none()),
            List.of(),
            "Headers that their requests may have. Empty: whichever they ask for.");
    static final Setting<List<String>> EXPOSED_HEADERS = new Setting<>(
            "http.cors.exposedHeaders",
            new ListType<>(
                    Scalars.text("[*]|[A-Za-z0-9_-]{1,64}", "a header's name, or *"),
                    "an array of names of headers, such as [X-Request-Id], or ['*']",
                    Rule.none()),
            List.of(),
            "Headers of answers that they may read, for instance [X-Request-Id, Retry-After], or, without credentials,"
                    + " ['*'].");
    static final Setting<Boolean> CREDENTIALS = new Setting<>(
            "http.cors.credentials",
            Scalars.bool(),
            false,
            "Whether browsers may send cookies, client certificates and passwords that they keep. Not with *.");
    static final Setting<Duration> MAX_AGE = new Setting<>(
            "http.cors.maxAge",
            Scalars.duration(Duration.ZERO, Duration.ofDays(1)),
            Duration.ofMinutes(10),
            "How long browsers need not ask again before they send a request of the same kind.");

    static final Section SECTION = new Section(
            "http.cors",
            "Calls from pages of other origins (CORS, of the Fetch standard).",
            List.of(ORIGINS, METHODS, HEADERS, EXPOSED_HEADERS, CREDENTIALS, MAX_AGE));

    public CorsSettings {
        ORIGINS.require(origins);
        METHODS.require(methods);
        HEADERS.require(headers);
        EXPOSED_HEADERS.require(exposedHeaders);
        CREDENTIALS.require(credentials);
        MAX_AGE.require(maxAge);
    }

    static CorsSettings from(Values values) {
        boolean credentials = values.get(CREDENTIALS);
        values.check(
                !credentials || !values.get(ORIGINS).contains(Cors.ANY),
                CREDENTIALS,
                ORIGINS,
                "false, or http.cors.origins without *");
        values.check(
                !credentials || !values.get(EXPOSED_HEADERS).contains(Cors.ANY),
                CREDENTIALS,
                EXPOSED_HEADERS,
                "false, or http.cors.exposedHeaders without *");
        return new CorsSettings(
                values.get(ORIGINS),
                values.get(METHODS),
                values.get(HEADERS),
                values.get(EXPOSED_HEADERS),
                credentials,
                values.get(MAX_AGE));
    }

    private static boolean areApart(List<String> origins) {
        return origins.size() <= 1000
                && origins.stream().distinct().count() == origins.size()
                && (origins.size() <= 1 || !origins.contains(Cors.ANY));
    }
}

package dev.sluice.app.settings;

import dev.sluice.net.TrustedProxies;
import java.time.Duration;
import java.util.List;

/**
 * Bounds of the HTTP server. Sizes are bytes.
 *
 * @param maxUriLength of path and query
 * @param maxHeaderSize of all headers together
 * @param headTimeout for request line and headers
 * @param bodyTimeout for the whole body
 * @param idleTimeout between requests of one connection
 * @param requestTimeout from the end of the headers until there is an answer
 * @param drainLimit of a refused body that is read to keep the connection
 * @param maxConnections at one time
 * @param maxStreams of one HTTP/2 connection at one time
 * @param maxRequestsPerConnection before it is closed in good order; 0: no bound
 * @param trustedProxies ranges of addresses
 * @param cors calls from pages of other origins
 */
public record HttpSettings(
        long maxUriLength,
        long maxHeaderSize,
        long maxBodySize,
        Duration headTimeout,
        Duration bodyTimeout,
        Duration idleTimeout,
        Duration requestTimeout,
        long drainLimit,
        int maxConnections,
        int maxStreams,
        int maxRequestsPerConnection,
        List<String> trustedProxies,
        TrustedProxies.Field clientAddressFrom,
        CorsSettings cors) {

    private static final long KIB = 1L << 10;
    private static final long MIB = 1L << 20;
    private static final ScalarType<Duration> TIMEOUT = Scalars.duration(Duration.ofMillis(100), Duration.ofHours(1));

    static final Setting<Long> MAX_URI_LENGTH = new Setting<>(
            "http.maxUriLength", Scalars.size(256, 64 * KIB), 8 * KIB, "Longest path and query; beyond it: 414.");
    static final Setting<Long> MAX_HEADER_SIZE = new Setting<>(
            "http.maxHeaderSize",
            Scalars.size(KIB, MIB),
            16 * KIB,
            "All headers of a request together; beyond it: 431.");
    static final Setting<Long> MAX_BODY_SIZE = new Setting<>(
            "http.maxBodySize",
            Scalars.size(KIB, 1024 * MIB),
            256 * KIB,
            "Largest request body that is held; beyond it: 413, or judged while it comes (validation.unstreamableBodies).");
    static final Setting<Duration> HEAD_TIMEOUT = new Setting<>(
            "http.headTimeout",
            TIMEOUT,
            Duration.ofSeconds(10),
            "Time for request line and headers to arrive; beyond it: 408.");
    static final Setting<Duration> BODY_TIMEOUT = new Setting<>(
            "http.bodyTimeout", TIMEOUT, Duration.ofSeconds(30), "Time for the body to arrive; beyond it: 408.");
    static final Setting<Duration> IDLE_TIMEOUT = new Setting<>(
            "http.idleTimeout",
            TIMEOUT,
            Duration.ofSeconds(75),
            "A connection without a request is closed after this.");
    static final Setting<Duration> REQUEST_TIMEOUT = new Setting<>(
            "http.requestTimeout",
            TIMEOUT,
            Duration.ofSeconds(60),
            "Time from the end of the headers until there is an answer; then the connection is closed.");
    static final Setting<Long> DRAIN_LIMIT = new Setting<>(
            "http.drainLimit",
            Scalars.size(0, MIB),
            64 * KIB,
            "Rest of a refused body that is still read, so that the connection can be kept; beyond it, it is closed.");
    static final Setting<Integer> MAX_CONNECTIONS = new Setting<>(
            "http.maxConnections",
            Scalars.wholeNumber(1, 1_000_000),
            10_000,
            "Connections at one time; further ones are closed at once.");

    static final Setting<Integer> MAX_STREAMS = new Setting<>(
            "http.maxStreams",
            Scalars.wholeNumber(1, 10_000),
            100,
            "Requests that one HTTP/2 connection may have under way; further ones are refused, to be tried again.");
    static final Setting<Integer> MAX_REQUESTS = new Setting<>(
            "http.maxRequestsPerConnection",
            Scalars.wholeNumber(0, 1_000_000_000),
            0,
            "Requests that one connection carries before it is closed in good order; 0 for no bound.");
    static final Setting<List<String>> TRUSTED_PROXIES = new Setting<>(
            "http.trustedProxies",
            new ListType<>(
                    Addresses.addressRange(),
                    "a list of addresses or ranges, such as [10.0.0.0/8, fd00::/8]",
                    Rule.none()),
            List.of(),
            "Proxies in front of Sluice, as addresses or ranges such as [10.0.0.0/8, fd00::/8], whose word is taken about"
                    + " who called them. Nobody else's is.");
    static final Setting<TrustedProxies.Field> CLIENT_ADDRESS_FROM = new Setting<>(
            "http.clientAddressFrom",
            Scalars.oneOf(TrustedProxies.Field.class),
            TrustedProxies.Field.X_FORWARDED_FOR,
            "Where trusted proxies say who called them: x-forwarded-for, or forwarded (RFC 7239). The other field may come"
                    + " from anybody, and is not read.");

    static final Section SECTION = new Section(
            "http",
            "Bounds of the HTTP server.",
            List.of(
                    MAX_URI_LENGTH,
                    MAX_HEADER_SIZE,
                    MAX_BODY_SIZE,
                    HEAD_TIMEOUT,
                    BODY_TIMEOUT,
                    IDLE_TIMEOUT,
                    REQUEST_TIMEOUT,
                    DRAIN_LIMIT,
                    MAX_CONNECTIONS,
                    MAX_STREAMS,
                    MAX_REQUESTS,
                    TRUSTED_PROXIES,
                    CLIENT_ADDRESS_FROM));

    public HttpSettings {
        MAX_URI_LENGTH.require(maxUriLength);
        MAX_HEADER_SIZE.require(maxHeaderSize);
        MAX_BODY_SIZE.require(maxBodySize);
        HEAD_TIMEOUT.require(headTimeout);
        BODY_TIMEOUT.require(bodyTimeout);
        IDLE_TIMEOUT.require(idleTimeout);
        REQUEST_TIMEOUT.require(requestTimeout);
        DRAIN_LIMIT.require(drainLimit);
        MAX_CONNECTIONS.require(maxConnections);
        MAX_STREAMS.require(maxStreams);
        MAX_REQUESTS.require(maxRequestsPerConnection);
        TRUSTED_PROXIES.require(trustedProxies);
        CLIENT_ADDRESS_FROM.require(clientAddressFrom);
    }

    static HttpSettings from(Values values) {
        return new HttpSettings(
                values.get(MAX_URI_LENGTH),
                values.get(MAX_HEADER_SIZE),
                values.get(MAX_BODY_SIZE),
                values.get(HEAD_TIMEOUT),
                values.get(BODY_TIMEOUT),
                values.get(IDLE_TIMEOUT),
                values.get(REQUEST_TIMEOUT),
                values.get(DRAIN_LIMIT),
                values.get(MAX_CONNECTIONS),
                values.get(MAX_STREAMS),
                values.get(MAX_REQUESTS),
                values.get(TRUSTED_PROXIES),
                values.get(CLIENT_ADDRESS_FROM),
                CorsSettings.from(values));
    }
}

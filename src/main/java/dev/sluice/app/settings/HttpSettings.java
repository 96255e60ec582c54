package dev.sluice.app.settings;

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
        int maxConnections) {

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
                    MAX_CONNECTIONS));

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
                values.get(MAX_CONNECTIONS));
    }
}

package dev.sluice.edge;

import dev.sluice.net.TrustedProxies;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the edge listens and what it puts up with.
 *
 * @param host to bind to
 * @param port 0 for any free one
 * @param maxUriLength bytes of a request line; longer: 414
 * @param maxHeaderSize bytes of all headers; larger: 431
 * @param maxBodySize bytes; larger: 413
 * @param drainLimit bytes of a refused body that are read and thrown away so that the connection can be used again
 * @param maxConnections open at once; further ones are closed at once
 * @param timeouts how long anything may take
 * @param transport what is spoken below requests
 */
public record EdgeSettings(
        String host,
        int port,
        int maxUriLength,
        int maxHeaderSize,
        long maxBodySize,
        int drainLimit,
        int maxConnections,
        Timeouts timeouts,
        Transport transport) {

    /** HTTP/1.1 in plain text. */
    public EdgeSettings(
            String host,
            int port,
            int maxUriLength,
            int maxHeaderSize,
            long maxBodySize,
            int drainLimit,
            int maxConnections,
            Timeouts timeouts) {
        this(
                host,
                port,
                maxUriLength,
                maxHeaderSize,
                maxBodySize,
                drainLimit,
                maxConnections,
                timeouts,
                Transport.PLAIN);
    }

    /** The same over another transport. */
    public EdgeSettings with(Transport transport) {
        return new EdgeSettings(
                host, port, maxUriLength, maxHeaderSize, maxBodySize, drainLimit, maxConnections, timeouts, transport);
    }

    /**
     * @param head from the first byte of a request to the end of its headers: 408
     * @param body from the end of the headers to the end of the body: 408
     * @param idle without any byte in either direction: the connection is closed
     * @param total from the end of the headers until there is an answer: the connection is closed
     */
    public record Timeouts(Duration head, Duration body, Duration idle, Duration total) {}

    /**
     * @param tls null: plain text
     * @param http2 whether HTTP/2 is offered to clients over TLS (ALPN)
     * @param h2c whether it is spoken in plain text
     * @param maxStreams of one HTTP/2 connection at one time
     * @param maxRequests of one connection, the last of which ends it; 0: no bound
     * @param proxies whose word about their clients is taken
     */
    public record Transport(
            @Nullable ServerSSLOptions tls,
            boolean http2,
            boolean h2c,
            int maxStreams,
            long maxRequests,
            TrustedProxies proxies) {

        /** Connections that carry any number of requests. */
        public Transport(
                @Nullable ServerSSLOptions tls, boolean http2, boolean h2c, int maxStreams, TrustedProxies proxies) {
            this(tls, http2, h2c, maxStreams, 0, proxies);
        }

        public static final Transport PLAIN = new Transport(null, true, false, 100, TrustedProxies.NONE);
    }
}

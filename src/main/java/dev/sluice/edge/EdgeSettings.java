package dev.sluice.edge;

import java.time.Duration;

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
 */
public record EdgeSettings(
        String host,
        int port,
        int maxUriLength,
        int maxHeaderSize,
        long maxBodySize,
        int drainLimit,
        int maxConnections,
        Timeouts timeouts) {

    /**
     * @param head from the first byte of a request to the end of its headers: 408
     * @param body from the end of the headers to the end of the body: 408
     * @param idle without any byte in either direction: the connection is closed
     * @param total from the end of the headers until there is an answer: the connection is closed
     */
    public record Timeouts(Duration head, Duration body, Duration idle, Duration total) {}
}

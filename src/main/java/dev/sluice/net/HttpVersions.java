package dev.sluice.net;

/** Which version of HTTP a client speaks. */
public enum HttpVersions {
    /** HTTP/2 over TLS where both want it (ALPN), else HTTP/1.1. */
    NEGOTIATED,
    HTTP_1,
    /** HTTP/2 at once, without TLS too (RFC 9113, 3.3). */
    HTTP_2
}

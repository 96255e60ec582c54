package dev.sluice.proxy.upstream;

/** Whether HTTP/2 is spoken with an upstream. */
public enum Http2 {
    /** Over TLS, when both want it (ALPN); HTTP/1.1 otherwise. */
    AUTO,
    OFF,
    /** At once, also without TLS (h2c): RFC 9113, 3.3. */
    PRIOR_KNOWLEDGE
}

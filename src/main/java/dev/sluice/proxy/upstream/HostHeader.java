package dev.sluice.proxy.upstream;

/** What an upstream is told in {@code Host} or {@code :authority}. */
public sealed interface HostHeader {

    /** Without a name of its own. */
    enum Kind implements HostHeader {
        /** What the client has sent. */
        KEEP,
        /** The target's own host and port. */
        REWRITE
    }

    /** @param authority host, and port where it is not the scheme's own */
    record Name(String authority) implements HostHeader {}
}

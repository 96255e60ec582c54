package dev.sluice.proxy;

/** By which fields an upstream is told who has called. What an untrusted client says of itself there never reaches it. */
public enum ForwardedHeader {
    /** By none. */
    NONE(false, false),
    /** {@code X-Forwarded-For}, {@code -Proto} and {@code -Host}. */
    X_FORWARDED(true, false),
    /** {@code Forwarded}: RFC 7239. */
    FORWARDED(false, true),
    BOTH(true, true);

    final boolean common;
    final boolean standard;

    ForwardedHeader(boolean common, boolean standard) {
        this.common = common;
        this.standard = standard;
    }
}

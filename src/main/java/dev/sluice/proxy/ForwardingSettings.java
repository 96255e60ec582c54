package dev.sluice.proxy;

/**
 * How requests of one contract are forwarded.
 *
 * @param forwarded by which fields the upstream is told who has called
 * @param upgrades whether a client may switch to another protocol (WebSocket) where the contract does not say; if not, its
 *     wish is not passed on
 * @param stripBasePath whether the contract's base path is taken from paths before the upstream's is put before them
 * @param traceparent whether a request that has none is given one
 * @param maxAnswerSize bytes of an answer's content; larger: 502, or cut when it has begun already. 0: no bound.
 * @param retryUnsafe whether POST and PATCH too may be sent once more after they may have reached the upstream
 * @param retryStatus whether a 502, 503 or 504 of the upstream is tried again where a reset would be
 * @param reuse how long connections to the upstream are used
 */
public record ForwardingSettings(
        ForwardedHeader forwarded,
        boolean upgrades,
        boolean stripBasePath,
        boolean traceparent,
        long maxAnswerSize,
        boolean retryUnsafe,
        boolean retryStatus,
        ReuseSettings reuse) {

    public static final ForwardingSettings DEFAULT = new ForwardingSettings(
            ForwardedHeader.X_FORWARDED, false, false, false, 0, false, false, ReuseSettings.DEFAULT);

    /** @throws IllegalArgumentException beginning with the key that is wrong */
    public ForwardingSettings {
        if (maxAnswerSize < 0) {
            throw new IllegalArgumentException("maxAnswerSize: " + maxAnswerSize + " (expected: from 0)");
        }
    }

    public ForwardingSettings withForwarded(ForwardedHeader forwarded) {
        return new ForwardingSettings(
                forwarded, upgrades, stripBasePath, traceparent, maxAnswerSize, retryUnsafe, retryStatus, reuse);
    }

    public ForwardingSettings withUpgrades(boolean upgrades) {
        return new ForwardingSettings(
                forwarded, upgrades, stripBasePath, traceparent, maxAnswerSize, retryUnsafe, retryStatus, reuse);
    }

    public ForwardingSettings withStripBasePath(boolean stripBasePath) {
        return new ForwardingSettings(
                forwarded, upgrades, stripBasePath, traceparent, maxAnswerSize, retryUnsafe, retryStatus, reuse);
    }

    public ForwardingSettings withTraceparent(boolean traceparent) {
        return new ForwardingSettings(
                forwarded, upgrades, stripBasePath, traceparent, maxAnswerSize, retryUnsafe, retryStatus, reuse);
    }

    public ForwardingSettings withMaxAnswerSize(long maxAnswerSize) {
        return new ForwardingSettings(
                forwarded, upgrades, stripBasePath, traceparent, maxAnswerSize, retryUnsafe, retryStatus, reuse);
    }

    public ForwardingSettings withRetries(boolean unsafe, boolean status) {
        return new ForwardingSettings(
                forwarded, upgrades, stripBasePath, traceparent, maxAnswerSize, unsafe, status, reuse);
    }

    public ForwardingSettings withReuse(ReuseSettings reuse) {
        return new ForwardingSettings(
                forwarded, upgrades, stripBasePath, traceparent, maxAnswerSize, retryUnsafe, retryStatus, reuse);
    }
}

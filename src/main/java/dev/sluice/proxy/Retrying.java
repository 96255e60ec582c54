package dev.sluice.proxy;

import dev.sluice.proxy.upstream.Target;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a request may be sent once more: while its body is still there, and where that does no harm (RFC 9110,
 * 9.2.2). A request of which nothing was sent may, whatever its method.
 */
final class Retrying {

    private final ProxyLoop loop;
    private final boolean harmless;
    private Set<Target> tried = Set.of();
    private boolean bodyIsGone;
    private boolean reused;
    private int attempts;
    private @Nullable Target last;

    Retrying(ProxyLoop loop, String method) {
        this.loop = loop;
        this.harmless = loop.forwarding.retryUnsafe()
                || switch (method) {
                    case "GET", "HEAD", "OPTIONS", "PUT", "DELETE" -> true;
                    default -> false;
                };
    }

    /** The targets of the attempts before. */
    Set<Target> tried() {
        Target latest = last;
        if (latest != null) {
            Set<Target> all = Collections.newSetFromMap(new IdentityHashMap<>());
            all.addAll(tried);
            all.add(latest);
            tried = all;
            last = null;
        }
        return tried;
    }

    /** An attempt begins. */
    void began(Target target) {
        attempts++;
        last = target;
    }

    /** Its body has been taken from the client, and is not held. */
    void bodyIsGone() {
        bodyIsGone = true;
    }

    /** Whether the connection of this attempt had carried another request before. */
    void reused(boolean used) {
        reused = used;
    }

    /** @param unsent whether no byte of the request was sent */
    boolean may(Failure failure, boolean unsent) {
        // what a pooled connection brings first may be left over from before
        boolean stale = reused && failure == Failure.PROTOCOL_ERROR;
        return (unsent || (harmless && (failure.isBreak() || stale))) && mayAgain();
    }

    /** Whether an answer of such a status is not passed on. */
    boolean mayRepeat(int status) {
        return loop.forwarding.retryStatus()
                && harmless
                && (status == 502 || status == 503 || status == 504)
                && mayAgain();
    }

    private boolean mayAgain() {
        return !bodyIsGone && attempts < loop.settings.retries().attempts() && loop.upstream.mayRetry();
    }
}

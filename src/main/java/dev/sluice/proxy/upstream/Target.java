package dev.sluice.proxy.upstream;

import io.vertx.core.net.SocketAddress;
import java.util.concurrent.atomic.LongAdder;

/**
 * One server of an upstream: one address of one URL. Safe for use by many event loops.
 *
 * <p>Of every {@link #began} there must be one {@link #ended}.
 */
public final class Target {

    private final TargetSettings settings;
    private final SocketAddress address;
    private final LongAdder inFlight = new LongAdder();

    Target(TargetSettings settings, SocketAddress address) {
        this.settings = settings;
        this.address = address;
    }

    /** Where to connect to. */
    public SocketAddress address() {
        return address;
    }

    /** As the URL names it: for {@code Host} and for TLS. */
    public String host() {
        return settings.host();
    }

    public int port() {
        return settings.port();
    }

    public boolean tls() {
        return settings.tls();
    }

    /** A request is about to be sent. */
    public void began() {
        inFlight.increment();
    }

    /** It has ended; of an answer that streams: when its last byte has come. */
    public void ended(Outcome outcome) {
        inFlight.decrement();
    }

    @Override
    public String toString() {
        return address.toString();
    }
}

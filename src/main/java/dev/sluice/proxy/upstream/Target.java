package dev.sluice.proxy.upstream;

import io.vertx.core.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * One server of an upstream: one address of one URL. Safe for use by many event loops.
 *
 * <p>Of every {@link #began} there must be one {@link #ended}.
 */
public final class Target {

    private final TargetSettings settings;
    private final SocketAddress address;
    private final int failuresInRow;
    private final Consumer<Target> failing;
    private final LongAdder begun = new LongAdder();
    private final LongAdder over = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicInteger row = new AtomicInteger();
    private volatile String lastFailure = "";

    /** Of {@link Targets}, and guarded by it. */
    final Standing standing = new Standing();

    /**
     * @param failuresInRow from 1
     * @param failing told each time so many requests have failed one after the other
     */
    Target(TargetSettings settings, SocketAddress address, int failuresInRow, Consumer<Target> failing) {
        this.settings = settings;
        this.address = address;
        this.failuresInRow = failuresInRow;
        this.failing = failing;
    }

    /** Where to connect to. */
    public SocketAddress address() {
        return address;
    }

    /** As the URL names it, an IPv6 address without brackets: for {@code Host} and for TLS. */
    public String host() {
        return settings.host();
    }

    public int port() {
        return settings.port();
    }

    public boolean tls() {
        return settings.tls();
    }

    TargetSettings settings() {
        return settings;
    }

    /** A request is about to be sent. */
    public void began() {
        begun.increment();
    }

    /** It has ended; of an answer that streams: when its last byte has come. */
    public void ended(Outcome outcome) {
        ended(outcome, "");
    }

    /** @param why it failed, in words of ours: nothing that a message holds */
    public void ended(Outcome outcome, String why) {
        over.increment();
        switch (outcome) {
            case OK -> {
                // read first: all event loops share it, and it hardly ever changes
                if (row.get() != 0) {
                    row.set(0);
                }
            }
            case FAILED, CONNECT_FAILED -> failed(why);
            case LEFT -> {}
        }
    }

    private void failed(String why) {
        lastFailure = why;
        failed.increment();
        if (row.incrementAndGet() >= failuresInRow) {
            row.set(0);
            failing.accept(this);
        }
    }

    /** Why the last request that failed did so; empty where nobody has said. */
    String lastFailure() {
        return lastFailure;
    }

    /** Requests under way. */
    long inFlight() {
        // in this order: never below zero
        long ended = over.sum();
        return begun.sum() - ended;
    }

    long requests() {
        return begun.sum();
    }

    long failures() {
        return failed.sum();
    }

    @Override
    public String toString() {
        return address.toString();
    }
}

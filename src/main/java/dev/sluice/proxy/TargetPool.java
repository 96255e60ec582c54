package dev.sluice.proxy;

import dev.sluice.proxy.upstream.Target;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop to one target: those that were used last are used first, so that the others can be
 * closed. Confined to its event loop.
 */
final class TargetPool {

    /** Exactly one of the two is called, unless it is cancelled. */
    interface Waiter {

        void connected(PooledConnection connection);

        void unconnected(Failure failure);
    }

    final Target target;
    final LoopDeadlines deadlines;
    final ReuseSettings reuse;
    /** As {@code Host} names it. */
    final String authority;

    private final Connector connector;
    private final int most;
    private final LongAdder count;
    private final boolean oneAtFirst;
    private final ArrayDeque<PooledConnection> ready = new ArrayDeque<>();
    private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
    private int open;
    private int connecting;
    /** Whether it is known that a connection carries one request at a time. */
    private boolean single;

    TargetPool(
            Target target,
            Connector connector,
            LoopDeadlines deadlines,
            ReuseSettings reuse,
            int most,
            LongAdder count) {
        this.reuse = reuse;
        this.target = target;
        this.connector = connector;
        this.deadlines = deadlines;
        this.most = most;
        this.count = count;
        this.authority = authority(target);
        this.oneAtFirst = connector.mayShare(target);
    }

    private static String authority(Target target) {
        String host = target.host().indexOf(':') < 0 ? target.host() : '[' + target.host() + ']';
        return target.port() == (target.tls() ? 443 : 80) ? host : host + ':' + target.port();
    }

    void acquire(Waiter waiter) {
        PooledConnection connection = readyOne();
        if (connection == null) {
            waiting.add(waiter);
            connect();
        } else {
            connection.stop();
            waiter.connected(connection);
        }
    }

    void cancel(Waiter waiter) {
        waiting.remove(waiter);
    }

    /** Whether all connections that may be are there, and carry something. */
    boolean isFull() {
        return connecting == 0 && open >= most;
    }

    int open() {
        return open;
    }

    boolean isUnused() {
        return open == 0 && connecting == 0 && waiting.isEmpty();
    }

    private @Nullable PooledConnection readyOne() {
        for (PooledConnection last = ready.peekLast(); last != null; last = ready.peekLast()) {
            if (last.room() > 1) {
                return last;
            }
            ready.pollLast();
            last.ready = false;
            if (last.room() == 1) {
                return last;
            }
            if (last.isIdle()) {
                // the upstream is about to close it
                last.close();
            }
        }
        return null;
    }

    private void connect() {
        while (connecting < waiting.size() && open + connecting < most && !(oneAtFirst && !single && connecting > 0)) {
            connecting++;
            connector.connect(this);
        }
    }

    void connected(PooledConnection connection, boolean carriesOne) {
        connecting--;
        open++;
        count.increment();
        single |= carriesOne;
        free(connection);
        connect();
    }

    void unconnected(Failure failure) {
        connecting--;
        Waiter waiter = waiting.poll();
        if (waiter != null) {
            waiter.unconnected(failure);
        }
        connect();
    }

    /** There is room on a connection. */
    void free(PooledConnection connection) {
        while (connection.room() > 0) {
            Waiter waiter = waiting.poll();
            if (waiter == null) {
                break;
            }
            connection.stop();
            waiter.connected(connection);
        }
        if (connection.room() > 0 && !connection.ready) {
            connection.ready = true;
            ready.addLast(connection);
        }
        if (connection.isIdle() && connection.room() > 0) {
            deadlines.start(deadlines.keepAlive, connection, System.nanoTime());
        }
    }

    void lost(PooledConnection connection) {
        open--;
        count.decrement();
        if (connection.ready) {
            connection.ready = false;
            ready.remove(connection);
        }
        connect();
    }

    /** Closes what carries nothing. */
    void close() {
        for (PooledConnection idle = ready.pollLast(); idle != null; idle = ready.pollLast()) {
            idle.ready = false;
            idle.close();
        }
    }
}

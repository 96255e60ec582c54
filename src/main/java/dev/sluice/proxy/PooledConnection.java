package dev.sluice.proxy;

import dev.sluice.exchange.Deadlines;

/** A connection to a target, which is used again and again. As an entry, it rests. Confined to one event loop. */
abstract class PooledConnection extends Deadlines.Entry {

    final TargetPool pool;

    /** How many requests it has been given. */
    int uses;

    /** Whether it stands among those that can take a request. */
    boolean ready;

    private final long since = System.nanoTime();
    private boolean gone;

    PooledConnection(TargetPool pool) {
        this.pool = pool;
    }

    /** Whether it carries one request at a time, and can switch to another protocol. */
    abstract boolean carriesOne();

    /** How many more requests it can take now. */
    abstract int room();

    /** Whether it has carried enough, or is too old, to be given another one; never before the first. */
    final boolean isWornOut() {
        return uses > 0 && pool.reuse.isWornOut(uses, System.nanoTime() - since);
    }

    /** Whether it carries none. */
    abstract boolean isIdle();

    /** A request begins on it; there is room for it. */
    abstract Transmission begin(Receiver receiver);

    /** It carries nothing any more that anybody waits for. */
    abstract void close();

    /** Has rested for too long. */
    @Override
    protected void expired() {
        close();
    }

    /** To be called when it is closed, however often. */
    final void lost() {
        if (!gone) {
            gone = true;
            stop();
            pool.lost(this);
        }
    }

    final boolean isGone() {
        return gone;
    }
}

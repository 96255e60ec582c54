package dev.sluice.proxy;

import io.vertx.core.http.impl.HttpClientConnectionInternal;
import io.vertx.core.internal.ContextInternal;

/** A connection that carries many requests at once: HTTP/2. */
final class Http2Connection extends PooledConnection {

    /** Whatever the upstream allows: the connection's window has room for so many. */
    static final int MOST = 256;

    private final ContextInternal loop;
    private final HttpClientConnectionInternal connection;
    private final AnswerFields fields;
    private int carried;
    private boolean retired;

    Http2Connection(
            TargetPool pool, ContextInternal loop, HttpClientConnectionInternal connection, AnswerFields fields) {
        super(pool);
        this.loop = loop;
        this.connection = connection;
        this.fields = fields;
        // with GOAWAY: what is carried may go on, nothing new begins
        connection.evictionHandler(evicted -> retire());
        connection.concurrencyChangeHandler(changed -> pool.free(this));
        connection.closeHandler(closed -> lost());
    }

    private void retire() {
        retired = true;
        lost();
    }

    @Override
    boolean carriesOne() {
        return false;
    }

    @Override
    int room() {
        return retired || isGone() || isWornOut() ? 0 : (int) Math.min(MOST, connection.concurrency()) - carried;
    }

    @Override
    boolean isIdle() {
        return carried == 0;
    }

    @Override
    Transmission begin(Receiver receiver) {
        carried++;
        return new Http2Transmission(this, loop, connection, fields, receiver);
    }

    /** A request is over, however it went. */
    void over() {
        carried--;
        if (carried == 0 && isWornOut()) {
            close();
        } else if (!isGone()) {
            pool.free(this);
        }
    }

    @Override
    void close() {
        lost();
        connection.close();
    }
}

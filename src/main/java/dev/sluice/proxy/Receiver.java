package dev.sluice.proxy;

import dev.sluice.exchange.Fields;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/**
 * Is told what becomes of a request that was sent: a head, its content and its end; or, at any time instead, that it has
 * failed. Confined to one event loop.
 */
interface Receiver {

    void head(AnswerHead head);

    /** Before the head: an informational answer, 100 or 103. */
    void informed(AnswerHead head);

    void chunk(Buffer bytes);

    void end(Fields trailers);

    /** Nothing is told after it; the connection is gone. */
    void failed(Failure failure);

    /** There is room again for what is sent. */
    void drained();

    /**
     * Instead of an end, after a head with 101.
     *
     * @param socket paused
     */
    void switched(NetSocket socket);
}

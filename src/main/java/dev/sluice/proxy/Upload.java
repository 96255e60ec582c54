package dev.sluice.proxy;

import dev.sluice.exchange.Body;
import io.vertx.core.buffer.Buffer;

/** A request's body on its way to an upstream, no faster than that takes it. Confined to one event loop. */
final class Upload {

    private final Forwarding forwarding;
    private final Body.Flowing body;
    private final Transmission to;
    private boolean paused;
    private boolean over;

    Upload(Forwarding forwarding, Body.Flowing body, Transmission to) {
        this.forwarding = forwarding;
        this.body = body;
        this.to = to;
    }

    void begin() {
        body.content().exceptionHandler(this::broken).endHandler(end -> ended()).handler(this::piece);
        body.content().resume();
    }

    boolean isOver() {
        return over;
    }

    /** Whether it is the upstream that does not take what there is. */
    boolean isStalled() {
        return paused;
    }

    /** Nobody wants the rest: it is the edge's to read it. */
    void stop() {
        over = true;
    }

    void drained() {
        if (!over && paused) {
            paused = false;
            body.content().resume();
        }
    }

    private void piece(Buffer bytes) {
        if (over) {
            return;
        }
        to.write(bytes);
        forwarding.moved();
        if (to.isFull()) {
            paused = true;
            body.content().pause();
        }
    }

    private void ended() {
        if (!over) {
            over = true;
            to.end(RequestTrailers.of(body.trailers().get()));
            forwarding.uploaded();
        }
    }

    private void broken(Throwable cause) {
        if (!over) {
            over = true;
            forwarding.clientBroke(cause);
        }
    }
}

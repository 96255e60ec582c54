package dev.sluice.edge;

import dev.sluice.exchange.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/** Connections that have switched to a protocol of which nothing is known here: bytes go both ways as they are. */
final class Tunnels {

    static final int STATUS = 101;

    private Tunnels() {}

    /** Whether a connection has switched: whichever end leaves then, the switch was what it was answered with. */
    static boolean carries(Call call) {
        return call.sending != null && call.sending.status() == STATUS;
    }

    /** @param call of HTTP/1.1, that has not ended and has asked for the switch */
    static void open(Call call, Reply.Tunnel tunnel, ReplyWriter replies, LoopTime time) {
        replies.begin(call);
        call.request.response().setStatusCode(tunnel.status());
        Answer answer = new Answer(call, tunnel.status(), null, Buffer.buffer(), tunnel.fields(), null);
        answer.writeTo(call.request.response().headers()::add, time, time.texts);
        call.sending = answer;
        NetSocket backend = tunnel.backend();
        call.exchange.whenClientLeaves(backend::close);
        call.request.toNetSocket().onComplete(socket -> join(call, socket, backend, replies), failure -> {
            call.exchange.whenClientLeaves(null);
            replies.cut(call, 0);
            backend.close();
            call.request.connection().close();
        });
    }

    private static void join(Call call, NetSocket client, NetSocket backend, ReplyWriter replies) {
        if (call.watch != null) {
            Buffer early = call.watch.takeEarlyBytes();
            if (early.length() > 0) {
                backend.write(early);
            }
        }
        relay(client, backend);
        relay(backend, client);
        backend.closeHandler(closed -> {
            if (!call.ended) {
                call.exchange.whenClientLeaves(null);
                replies.cut(call, STATUS);
            }
            client.close();
        });
    }

    /** With back-pressure; the end of one direction is the end of both. */
    private static void relay(NetSocket from, NetSocket to) {
        from.handler(bytes -> {
            to.write(bytes);
            if (to.writeQueueFull()) {
                from.pause();
                to.drainHandler(drained -> from.resume());
            }
        });
        from.exceptionHandler(failure -> to.close());
        from.endHandler(end -> to.close());
        from.resume();
    }
}

package dev.sluice.edge;

import dev.sluice.exchange.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** Collects an answer, so that it can be judged before any of it is sent. Confined to one event loop. */
final class HeldAnswer {

    /** What becomes of the answer: one of the three is called, once; none when the client leaves. */
    interface Receiver {

        void whole(Buffer body);

        /** It is more than what is held, or than what there is room for. */
        void beyond(ReadStream<Buffer> content);

        void broken(Throwable cause);
    }

    private final Call call;
    private final ReadStream<Buffer> content;
    private final long limit;
    private final BodyBudget budget;
    private final Receiver receiver;
    private final Buffer held = Buffer.buffer();
    private boolean done;

    private HeldAnswer(Call call, ReadStream<Buffer> content, long limit, BodyBudget budget, Receiver receiver) {
        this.call = call;
        this.content = content;
        this.limit = limit;
        this.budget = budget;
        this.receiver = receiver;
    }

    static void hold(Call call, Reply.Streamed reply, long limit, BodyBudget budget, Receiver receiver) {
        HeldAnswer answer = new HeldAnswer(call, reply.content(), limit, budget, receiver);
        reply.content()
                .exceptionHandler(answer::failed)
                .endHandler(end -> answer.end())
                .handler(answer::chunk);
        reply.content().resume();
    }

    private void chunk(Buffer bytes) {
        if (done || call.ended) {
            return;
        }
        held.appendBuffer(bytes);
        if (held.length() > limit || !budget.take(call, bytes.length())) {
            done = true;
            content.pause();
            receiver.beyond(new HeldContent(held, content));
        }
    }

    private void end() {
        if (!done && !call.ended) {
            done = true;
            receiver.whole(held);
        }
    }

    private void failed(Throwable cause) {
        if (!done && !call.ended) {
            done = true;
            receiver.broken(cause);
        }
    }
}

package dev.sluice.validation;

import dev.sluice.contract.BodyPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Message;
import dev.sluice.schema.Schema;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;

/** Judges the body of a request. */
final class BodyJudge {

    private BodyJudge() {}

    static void judge(BodyPlan plan, Message message, Body body, Findings findings) {
        if (!(body instanceof Body.Bytes bytes) || bytes.buffer().length() == 0) {
            if (plan.required()) {
                findings.missingBody(plan);
            }
            return;
        }
        BodyPlan.Content content = plan.content(message.headers().get("content-type"));
        Schema schema = content == null ? null : content.schema();
        if (schema != null) {
            judge(plan, schema, bytes.buffer(), findings);
        }
    }

    private static void judge(BodyPlan plan, Schema schema, Buffer buffer, Findings findings) {
        byte[] json;
        int from = 0;
        ByteBuf bytes = buffer instanceof BufferInternal internal ? internal.getByteBuf() : null;
        if (bytes != null && bytes.hasArray()) {
            json = bytes.array();
            from = bytes.arrayOffset() + bytes.readerIndex();
        } else {
            json = buffer.getBytes();
        }
        int to = from + buffer.length();
        if (!schema.accepts(json, from, to)) {
            findings.add(In.BODY, "", schema.explain(json, from, to, Findings.LIMIT), plan.codes());
        }
    }
}

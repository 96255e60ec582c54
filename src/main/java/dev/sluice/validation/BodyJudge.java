package dev.sluice.validation;

import dev.sluice.contract.BodyPlan;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Message;

/** Judges the body of a request. */
final class BodyJudge {

    private BodyJudge() {}

    static void judge(BodyPlan plan, Message message, Body body, Findings findings) {
        if (body instanceof Body.Broken) {
            findings.undecodable(plan.pointer(), plan.codes());
            return;
        }
        if (!(body instanceof Body.Bytes bytes) || bytes.buffer().length() == 0) {
            if (plan.required()) {
                findings.missingBody(plan);
            }
            return;
        }
        String header = message.contentType();
        String contentType = header == null ? BodyPlan.UNKNOWN : header;
        MediaTypePlan content = plan.content(contentType);
        if (content != null) {
            ContentJudge.judge(content, contentType, BodyBytes.of(bytes.buffer()), findings.body(plan));
        }
    }
}

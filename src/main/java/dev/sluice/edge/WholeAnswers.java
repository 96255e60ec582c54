package dev.sluice.edge;

import dev.sluice.exchange.Body;
import dev.sluice.validation.JudgedResponse;
import dev.sluice.validation.JudgedResponse.Gap;
import dev.sluice.validation.ResponseValidator;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Judges answers that are held whole: at once where that does not hold the event loop, else by a worker. Content in a coding
 * shows only while it is undone how large it is. Stateless; safe for any number of event loops.
 */
final class WholeAnswers {

    private static final Body ELSEWHERE = new Body.Judged(0);

    private final ResponseValidator validator;
    private final LargeBodies large;
    private final long limit;

    /** @param limit bytes that content in a coding may unfold to */
    WholeAnswers(ResponseValidator validator, LargeBodies large, long limit) {
        this.validator = validator;
        this.large = large;
        this.limit = limit;
    }

    /** @return null where it is for a worker */
    @Nullable
    JudgedResponse atOnce(AnswerHead head, Buffer body) {
        if (body.length() > LargeBodies.LIMIT) {
            return null;
        }
        JudgedResponse judged = judge(head, body, Math.min(limit, LargeBodies.LIMIT));
        return judged.gap() == Gap.TOO_LARGE && limit > LargeBodies.LIMIT ? null : judged;
    }

    /** @return completes on the event loop of the caller */
    Future<JudgedResponse> later(AnswerHead head, Buffer body) {
        return large.run(() -> here(head, body));
    }

    /** On the thread that asks. */
    JudgedResponse here(AnswerHead head, Buffer body) {
        return judge(head, body, limit);
    }

    private JudgedResponse judge(AnswerHead head, Buffer body, long most) {
        if (head.isOfHead() && body.length() == 0) {
            return new JudgedResponse(
                    validator.response(head.operation(), head.status(), head.headers(), ELSEWHERE), body, Gap.NONE);
        }
        return validator.judge(head.operation(), head.status(), head.headers(), body, most);
    }
}

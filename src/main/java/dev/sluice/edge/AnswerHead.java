package dev.sluice.edge;

import dev.sluice.contract.OperationPlan;
import dev.sluice.validation.Codings;
import dev.sluice.validation.ResponseValidator;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The head that an answer is judged by.
 *
 * @param headers all that is sent, also what the edge itself adds
 */
record AnswerHead(Call call, int status, MultiMap headers) {

    OperationPlan operation() {
        return call.exchange.operation();
    }

    @Nullable
    String contentType() {
        return headers.get(HttpHeaders.CONTENT_TYPE);
    }

    boolean isOfHead() {
        return call.exchange.message().method().equals("HEAD");
    }

    /** Whether each item of it is judged by itself. */
    boolean isSequence() {
        return ResponseValidator.isSequence(operation(), status, contentType());
    }

    boolean isEndless() {
        return Codings.isEndless(contentType());
    }
}

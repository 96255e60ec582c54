package dev.sluice.judge;

import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Violation;
import dev.sluice.traffic.message.RecordedResponse;
import dev.sluice.validation.ContentLength;
import dev.sluice.validation.JudgedResponse;
import dev.sluice.validation.JudgedResponse.Gap;
import dev.sluice.validation.ResponseValidator;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges answers as the edge does. Stateless; safe for any number of threads. */
final class AnswerVerdicts {

    static final Verdict NO_OPERATION = new Verdict.Unjudged("no operation is known that it answers");

    private static final Verdict NO_ANSWER = new Verdict.Unjudged("no answer came");
    private static final Verdict UPGRADED = new Verdict.Unjudged("the connection went over to another protocol");
    private static final int SWITCHING_PROTOCOLS = 101;

    /** Of a request that nobody knows: only such a one is answered with 304. */
    private static final MultiMap CONDITIONAL = HttpHeaders.headers().set(HttpHeaders.IF_NONE_MATCH, "*");

    private final ResponseValidator validator = new ResponseValidator();

    /**
     * @param request the head of what it answers; null where that is not known
     * @param ofHead whether it answers HEAD: then its head may speak of a body that is not there
     */
    Verdict judge(
            OperationPlan operation,
            @Nullable MultiMap request,
            boolean ofHead,
            RecordedResponse response,
            Redactions redactions) {
        if (response.status() <= 0) {
            return NO_ANSWER;
        }
        if (response.status() == SWITCHING_PROTOCOLS) {
            return UPGRADED;
        }
        if (validator.standsForAnother(operation, response.status(), request == null ? CONDITIONAL : request)) {
            return Verdict.Valid.VALID;
        }
        Contents contents = contents(operation, ofHead, response, redactions);
        MultiMap headers = response.headers();
        JudgedResponse judged = contents.body() instanceof Body.Bytes bytes
                ? validator.judge(operation, response.status(), headers, bytes.buffer(), Contents.MOST_UNFOLDED)
                : new JudgedResponse(
                        validator.response(operation, response.status(), headers, contents.body()), null, Gap.NONE);
        List<Violation> violations = redactions.seen(judged.violations());
        if (!violations.isEmpty()) {
            return new Verdict.Invalid(new Problem(ProblemType.BAD_GATEWAY, "", violations, Map.of()));
        }
        if (judged.gap() != Gap.NONE) {
            return new Verdict.Unjudged(reason(judged.gap()));
        }
        return contents.missing() == null || !isJudged(operation, response)
                ? Verdict.Valid.VALID
                : new Verdict.Unjudged(contents.missing());
    }

    private static String reason(Gap gap) {
        return switch (gap) {
            case ENDLESS -> "the body is a stream without an end";
            case TOO_LARGE -> Contents.TOO_LARGE;
            case CODING, NONE -> "the body is in a content coding";
        };
    }

    private static Contents contents(
            OperationPlan operation, boolean ofHead, RecordedResponse response, Redactions redactions) {
        MultiMap headers = response.headers();
        boolean bodyless =
                ofHead || response.status() == 304 || operation.method().equals("HEAD");
        Contents contents = Contents.of(response.body(), bodyless ? ContentLength.NONE : announced(headers));
        if (contents.isEmpty()) {
            return ofHead ? new Contents(new Body.Judged(0), null) : contents;
        }
        return redactions.hideBody() ? Contents.unjudged("the body was redacted") : contents;
    }

    private static long announced(MultiMap headers) {
        return ContentLength.of(headers.get(HttpHeaders.CONTENT_LENGTH), null);
    }

    /** Whether anybody would look at its body. */
    private boolean isJudged(OperationPlan operation, RecordedResponse response) {
        @Nullable String contentType = response.headers().get(HttpHeaders.CONTENT_TYPE);
        return validator.passing(operation, response.status(), contentType) != null;
    }
}

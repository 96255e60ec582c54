package dev.sluice.validation;

import dev.sluice.contract.BodyFormat;
import dev.sluice.contract.BodyPlan;
import dev.sluice.contract.MediaRange;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Violation;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Content negotiation by the head of a request. */
final class MediaTypes {

    private MediaTypes() {}

    /**
     * 415 for a body of a type that is not declared, or that is malformed. A body without a type is what
     * {@link BodyPlan#content} takes it for; a body of an operation that declares none is nobody's business (RFC 9110,
     * 9.3.1). 400 for two types: who picks one of them may pick another one than the backend (RFC 9110, 8.3).
     */
    static @Nullable Problem unsupported(OperationPlan operation, Message message, boolean hasBody) {
        BodyPlan body = operation.body();
        if (body == null || !hasBody) {
            return null;
        }
        String type = message.contentType();
        if (message.repeatsContentType()) {
            return Problem.of(ProblemType.BAD_REQUEST, "expected: one Content-Type header");
        }
        MediaTypePlan plan = body.content(type);
        if (plan == null) {
            return Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        return type == null || plan.range().is(type) ? null : unreadable(plan, type);
    }

    private static @Nullable Problem unreadable(MediaTypePlan plan, String type) {
        if (!MediaRange.isWellFormed(type)) {
            return Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "expected: one media type, such as application/json");
        }
        if (type.indexOf(';') < 0) {
            return null;
        }
        BodyFormat format = plan.format(type);
        boolean utf8 = format == BodyFormat.JSON || format == BodyFormat.SEQUENCE;
        if (utf8 && !Charsets.isUtf8(type)) {
            return Problem.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    format == BodyFormat.JSON ? "expected: JSON in UTF-8" : "expected: a sequence in UTF-8");
        }
        return format == BodyFormat.TEXT && Charsets.of(type) == null
                ? Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "expected: " + Charsets.KNOWN)
                : null;
    }

    /** What would be a 415 or a 406, as violations of the two headers. */
    static void add(OperationPlan operation, Message message, boolean hasBody, Findings findings) {
        Problem unsupported = unsupported(operation, message, hasBody);
        if (unsupported != null && operation.body() != null) {
            String pointer = operation.body().contentPointer();
            String expected = "expected a media type that the operation declares";
            findings.add(violation("Content-Type", "contentType", pointer, unsupported, expected));
        }
        Problem notAcceptable = notAcceptable(operation, message);
        if (notAcceptable != null) {
            String pointer = operation.responses().pointer();
            findings.add(violation("Accept", "accept", pointer, notAcceptable, ""));
        }
    }

    private static Violation violation(String name, String keyword, String pointer, Problem problem, String otherwise) {
        String message =
                problem.detail().isEmpty() ? otherwise : problem.detail().replaceFirst("^expected: ", "expected ");
        return new Violation(In.HEADER, name, "", keyword, pointer, message, null);
    }

    /** 406 when none of the declared media types of the answers is acceptable. */
    static @Nullable Problem notAcceptable(OperationPlan operation, Message message) {
        List<MediaRange> declared = operation.responses().contentTypes();
        String accept = message.headers().get(HttpHeaders.ACCEPT);
        if (accept == null || accept.equals("*/*") || declared.isEmpty()) {
            return null;
        }
        List<String> lines = message.headers().getAll(HttpHeaders.ACCEPT);
        String all = lines.size() == 1 ? accept : String.join(",", lines);
        return AcceptedTypes.of(all).acceptAny(declared)
                ? null
                : Problem.of(
                        ProblemType.NOT_ACCEPTABLE,
                        "expected: "
                                + declared.stream().map(MediaRange::toString).collect(Collectors.joining(", ")));
    }
}

package dev.sluice.judge;

import dev.sluice.auth.Identity;
import dev.sluice.auth.Scheme;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RouteTable.Match;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Parameters;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.traffic.message.RecordedBody;
import dev.sluice.validation.ContentLength;
import dev.sluice.validation.HeadFields;
import dev.sluice.validation.RequestValidator;
import dev.sluice.validation.Route;
import org.jspecify.annotations.Nullable;

/** Judges requests, stage by stage as the edge does: what it refuses first is the verdict. Safe for any number of threads. */
final class RequestVerdicts {

    private static final Verdict PREFLIGHT = new Verdict.Unjudged("it is a preflight, which is the browser's affair");

    private final RequestValidator validator;
    private final @Nullable Scheme scheme;

    /** @param scheme null where nobody is asked who calls */
    RequestVerdicts(RequestValidator validator, @Nullable Scheme scheme) {
        this.validator = validator;
        this.scheme = scheme;
    }

    Verdict judge(@Nullable RecordedBody body, Message message, Route route, Redactions redactions) {
        HeadFields head = new HeadFields();
        head.read(message.headers());
        Problem refusal = frame(head);
        if (refusal == null) {
            refusal = route.refusal();
        }
        if (refusal != null || route.found() == null) {
            return isPreflight(message, refusal) ? PREFLIGHT : refused(refusal);
        }
        Contents contents = redactions.hideBody()
                ? Contents.unjudged("the body was redacted")
                : Contents.of(body, head.contentLength());
        return judge(route.found(), message, head, contents, redactions);
    }

    /** What can be told of a head before anybody knows where it leads. A recording may be without Host. */
    private static @Nullable Problem frame(HeadFields head) {
        if (head.hosts() > 1) {
            return HeadFields.badHost();
        }
        Problem malformed = head.malformed();
        return malformed == null ? head.unusable() : malformed;
    }

    /** Fetch, 4.8: whether the edge answers it is a matter of its settings, not of the contract. */
    private static boolean isPreflight(Message message, @Nullable Problem refusal) {
        return message.method().equals("OPTIONS")
                && refusal != null
                && refusal.type().equals(ProblemType.METHOD_NOT_ALLOWED)
                && message.headers().contains("Origin")
                && message.headers().contains("Access-Control-Request-Method");
    }

    private static Verdict refused(@Nullable Problem refusal) {
        if (refusal == null) {
            throw new IllegalStateException("a request that leads nowhere, and is not refused");
        }
        return new Verdict.Invalid(refusal);
    }

    /** The order is the pipeline's. */
    private Verdict judge(
            Match.Found found, Message message, HeadFields head, Contents contents, Redactions redactions) {
        OperationPlan operation = found.operation();
        Parameters parameters = new Parameters(operation);
        Problem refusal = matched(found, message, head, parameters, redactions);
        if (refusal == null) {
            boolean hasBody = !contents.isEmpty() || ContentLength.announcesBody(head.contentLength());
            refusal = validator.media(operation, message, hasBody);
        }
        if (refusal != null) {
            return refused(refusal);
        }
        boolean judged = validator.judgesBody(operation, message);
        Contents plain = judged && head.isEncoded() ? contents.unfolded(message.headers()) : contents;
        refusal = redactions.seen(validator.request(operation, message, plain.body(), parameters));
        if (refusal != null) {
            return refused(refusal);
        }
        return judged && plain.missing() != null ? new Verdict.Unjudged(plain.missing()) : Verdict.Valid.VALID;
    }

    /** What the head says, before anybody asks for the body. */
    private @Nullable Problem matched(
            Match.Found found, Message message, HeadFields head, Parameters parameters, Redactions redactions) {
        OperationPlan operation = found.operation();
        Problem refusal = validator.connection(operation, head.connection());
        if (refusal == null && head.isEncoded()) {
            refusal = validator.encoded(operation, message);
        }
        if (refusal == null) {
            refusal = redactions.seen(validator.path(operation, found.segments(), parameters));
        }
        return refusal == null ? identify(operation, message, redactions) : refusal;
    }

    private @Nullable Problem identify(OperationPlan operation, Message message, Redactions redactions) {
        return scheme != null
                        && !redactions.hideCredentials()
                        && scheme.identify(message, operation) instanceof Identity.Refused refused
                ? refused.problem()
                : null;
    }
}

package dev.sluice.validation;

import dev.sluice.contract.BodyFormat;
import dev.sluice.contract.BodyPlan;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Parameters;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.Violation;
import dev.sluice.schema.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges requests, stage by stage. Stateless; safe for any number of event loops. */
public final class RequestValidator {

    /** In characters. */
    private static final int LONGEST_PROJECT = 256;

    private final UnknownParameters unknown;
    private final BodyStreams streams;

    /** Lets query parameters pass that nobody declares; refuses what cannot be judged. */
    public RequestValidator() {
        this(UnknownParameters.ALLOW, Unstreamable.REFUSE);
    }

    public RequestValidator(UnknownParameters unknown, Unstreamable unstreamable) {
        this.unknown = unknown;
        this.streams = new BodyStreams(unstreamable);
    }

    /**
     * Decodes and judges the path parameters, before anything is counted or read.
     *
     * @param segments raw text of the parameters, from the route
     * @param parameters filled in
     * @return null when all is well, else a problem with every violation of the path
     */
    public @Nullable Problem path(OperationPlan operation, List<String> segments, Parameters parameters) {
        List<ParameterPlan> plans = operation.pathParameters();
        for (int i = 0; i < plans.size(); i++) {
            if (!ParameterJudge.accepts(plans.get(i), i, segments.get(i), parameters)) {
                Findings findings = new Findings();
                new ParameterJudge(operation, parameters, findings).path(segments);
                return findings.problem();
            }
        }
        return null;
    }

    /**
     * 400 for a {@code Connection} that names a field of the contract: whoever forwards the request has to drop it.
     *
     * @param connection its value, or null
     */
    public @Nullable Problem connection(OperationPlan operation, @Nullable String connection) {
        return ConnectionOptions.judge(operation, connection);
    }

    /** 415 for a body in a coding that is not undone, and would have to be to judge it. */
    public @Nullable Problem encoded(OperationPlan operation, Message message) {
        return judgesBody(operation, message) && !RequestCoding.isUndone(message.headers())
                ? RequestCoding.unsupported()
                : null;
    }

    /**
     * 415 and 406, by the head alone: before a body is read.
     *
     * @param hasBody whether the head announces one (RFC 9112, 6.3), or, of HTTP/2, frames may follow
     */
    public @Nullable Problem media(OperationPlan operation, Message message, boolean hasBody) {
        Problem unsupported = MediaTypes.unsupported(operation, message, hasBody);
        return unsupported != null ? unsupported : MediaTypes.notAcceptable(operation, message);
    }

    /**
     * Query, header and cookie parameters and the body, all violations at once in the order query, header, cookie, body
     * (by the order of the bytes).
     *
     * @param body with its coding undone
     */
    public @Nullable Problem request(OperationPlan operation, Message message, Body body, Parameters parameters) {
        Findings findings = new Findings();
        boolean queried = unknown == UnknownParameters.REFUSE && message.query() != null;
        if (queried || !operation.parameters().isEmpty()) {
            new ParameterJudge(operation, parameters, findings).rest(message, unknown);
            if (findings.isEmpty()) {
                parameters.complete();
            }
        }
        if (operation.body() != null && !(body instanceof Body.Judged || body instanceof Body.Flowing)) {
            BodyJudge.judge(operation.body(), message, body, findings);
        }
        return findings.problem();
    }

    /** Whether a body of this request is looked at by {@link #request}. */
    public boolean judgesBody(OperationPlan operation, Message message) {
        return content(operation, message) != null;
    }

    private static @Nullable MediaTypePlan content(OperationPlan operation, Message message) {
        BodyPlan plan = operation.body();
        String contentType = contentType(message);
        MediaTypePlan content = plan == null ? null : plan.content(contentType);
        return content != null && content.format(contentType) != BodyFormat.UNJUDGED ? content : null;
    }

    private static String contentType(Message message) {
        String header = message.contentType();
        return header == null ? BodyPlan.UNKNOWN : header;
    }

    /**
     * Everything that is wrong with a request that goes on nevertheless, also what its head alone shows: path, media types,
     * query, header, cookie, body.
     *
     * @param segments raw text of the path parameters; none where they are known to be right
     * @param hasBody as in {@link #media}
     * @param body judged where it is held or empty
     */
    public List<Violation> violations(
            OperationPlan operation,
            List<String> segments,
            Message message,
            boolean hasBody,
            Body body,
            Parameters parameters) {
        Findings findings = new Findings();
        if (!segments.isEmpty()) {
            findings.add(path(operation, segments, parameters));
        }
        MediaTypes.add(operation, message, hasBody, findings);
        findings.add(request(operation, message, body, parameters));
        return findings.violations();
    }

    /**
     * A judge for a body that passes by, in whatever coding.
     *
     * @param limit bytes that it may unfold to; not looked at where it is in no coding
     * @return null where nobody looks at it, or where it is in a coding that is not undone
     */
    public @Nullable PassingContent passing(OperationPlan operation, Message message, long limit) {
        MediaTypePlan content = content(operation, message);
        if (content == null || operation.body() == null) {
            return null;
        }
        ContentDecoder decoder = null;
        if (Codings.isEncoded(message.headers())) {
            decoder = RequestCoding.passing(message.headers(), limit);
            if (decoder == null) {
                return null;
            }
        }
        PassingContent judge = PassingContent.of(operation.body(), content, contentType(message));
        return decoder == null ? judge : judge.undoing(decoder);
    }

    /**
     * Gives path parameters that break the contract their text, for a backend that asks for them.
     *
     * @param segments raw text of the path parameters
     */
    public static void fill(List<String> segments, Parameters parameters) {
        for (int i = 0; i < segments.size(); i++) {
            if (!parameters.isSet(i)) {
                parameters.set(i, new JsonValue.StringValue(-1, -1, text(segments.get(i))));
            }
        }
    }

    /**
     * What a project's id that breaks the contract is counted as: its text; all that are very long are one.
     *
     * @param segments raw text of the path parameters
     * @param name of the parameter
     * @return null where the operation has no such parameter
     */
    public static @Nullable String malformed(OperationPlan operation, List<String> segments, String name) {
        List<ParameterPlan> plans = operation.pathParameters();
        for (int i = 0; i < plans.size(); i++) {
            if (plans.get(i).name().equals(name)) {
                String text = text(segments.get(i));
                return text.length() > LONGEST_PROJECT ? "" : text;
            }
        }
        return null;
    }

    private static String text(String segment) {
        String text = PercentEncoding.decode(segment, false);
        return text == null ? segment : text;
    }

    /**
     * A judge for a body that is too large to be held. What the head says is judged by {@link #request} with
     * {@link Body.Judged}, before or after.
     *
     * @return null where the body can be judged as a whole only, and may not pass unjudged
     */
    public @Nullable BodyStream stream(OperationPlan operation, Message message) {
        return streams.of(operation, message);
    }

    /** How many bodies have passed although they were too large to be judged. */
    public long unjudgedBodies() {
        return streams.unjudged();
    }
}

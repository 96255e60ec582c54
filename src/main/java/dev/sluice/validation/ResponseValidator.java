package dev.sluice.validation;

import dev.sluice.contract.BodyFormat;
import dev.sluice.contract.HeaderPlan;
import dev.sluice.contract.MediaRange;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.ResponsePlan;
import dev.sluice.contract.ResponseTable;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Violation;
import dev.sluice.schema.ErrorCodes;
import dev.sluice.validation.JudgedResponse.Gap;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges responses by the operation that they answer: whether the status is declared (exact before {@code 2XX} before
 * {@code default}), the declared headers, the media type, and the body by its schema in the direction of responses. What a
 * contract leaves open is not judged: an operation without responses, headers that it does not declare. Stateless; safe
 * for any number of event loops.
 */
public final class ResponseValidator {

    private static final String CONTENT_TYPE = "content-type";
    private static final Buffer EMPTY = Buffer.buffer();
    private static final Body ELSEWHERE = new Body.Judged(0);
    private static final Body SOME = new Body.Bytes(Buffer.buffer(" "));
    private static final int PARTIAL_CONTENT = 206;
    private static final int NOT_MODIFIED = 304;

    /** Statuses of a range such as {@code 3XX}. */
    private static final int RANGE = 99;

    /**
     * Whether a response says that what the client has is still right, and the contract says nothing of its own about that:
     * it stands for the one that is not sent (RFC 9110, 15.4.5).
     *
     * @param request the head of what it answers
     */
    public boolean standsForAnother(OperationPlan operation, int status, MultiMap request) {
        if (status != NOT_MODIFIED
                || !(operation.method().equals("GET") || operation.method().equals("HEAD"))) {
            return false;
        }
        ResponsePlan plan = operation.responses().find(status);
        boolean declared = plan != null && plan.highest() - plan.lowest() <= RANGE;
        return !declared
                && (request.contains(HttpHeaders.IF_NONE_MATCH) || request.contains(HttpHeaders.IF_MODIFIED_SINCE));
    }

    /**
     * All violations of a response that is held, in whatever coding.
     *
     * @param content as it is sent
     * @param limit bytes that it may unfold to; not looked at where it is in no coding
     */
    public JudgedResponse judge(OperationPlan operation, int status, MultiMap headers, Buffer content, long limit) {
        boolean encoded = Codings.isEncoded(headers);
        boolean endless = isEndless(operation, status, headers);
        if (content.length() == 0 || !(encoded || endless)) {
            Body body = content.length() == 0 ? Body.Empty.EMPTY : new Body.Bytes(content);
            return new JudgedResponse(response(operation, status, headers, body), content, Gap.NONE);
        }
        if (asksForPresence(operation, status, headers)) {
            return new JudgedResponse(presence(operation, status, headers, true), content, Gap.NONE);
        }
        boolean looksAt = passing(operation, status, headers.get(CONTENT_TYPE)) != null;
        if (looksAt && !endless && status != PARTIAL_CONTENT) {
            ContentDecoder decoder = Codings.held(headers, limit);
            if (decoder != null) {
                return judge(operation, status, headers, content, decoder);
            }
        }
        Gap gap = !looksAt ? Gap.NONE : endless ? Gap.ENDLESS : Gap.CODING;
        return new JudgedResponse(response(operation, status, headers, ELSEWHERE), null, gap);
    }

    private JudgedResponse judge(
            OperationPlan operation, int status, MultiMap headers, Buffer content, ContentDecoder decoder) {
        Buffer plain = decoder.whole(content);
        ContentDecoder.State state = decoder.finish();
        if (state == ContentDecoder.State.WHOLE) {
            Body body = plain.length() == 0 ? Body.Empty.EMPTY : new Body.Bytes(plain);
            return new JudgedResponse(response(operation, status, headers, body), plain, Gap.NONE);
        }
        List<Violation> violations = response(operation, status, headers, ELSEWHERE);
        ResponsePlan plan = operation.responses().find(status);
        if (state == ContentDecoder.State.TOO_LARGE || plan == null) {
            return new JudgedResponse(violations, null, Gap.TOO_LARGE);
        }
        Findings findings = new Findings();
        violations.forEach(findings::add);
        findings.undecodable(plan.contentPointer(), ErrorCodes.NONE);
        return new JudgedResponse(findings.violations(), null, Gap.NONE);
    }

    /**
     * Whether all that matters of a response's content is whether there is any: the contract declares none, or no media
     * type says what it is. In which coding, and how long it is, does not matter then.
     */
    public boolean asksForPresence(OperationPlan operation, int status, MultiMap headers) {
        ResponsePlan plan = operation.responses().find(status);
        return plan != null
                && !isBodyless(operation, status)
                && (plan.mediaTypes().isEmpty() || headers.get(CONTENT_TYPE) == null);
    }

    /**
     * All violations of a response that {@link #asksForPresence asks} for no more.
     *
     * @param some whether it has content
     */
    public List<Violation> presence(OperationPlan operation, int status, MultiMap headers, boolean some) {
        return response(operation, status, headers, some ? SOME : Body.Empty.EMPTY);
    }

    /** Whether content has no end, and nothing by which its parts could be judged. */
    private static boolean isEndless(OperationPlan operation, int status, MultiMap headers) {
        String contentType = headers.get(CONTENT_TYPE);
        return Codings.isEndless(contentType) && !isSequence(operation, status, contentType);
    }

    /** Whether the contract says something about each item of such content. */
    public static boolean isSequence(OperationPlan operation, int status, @Nullable String contentType) {
        ResponsePlan plan = operation.responses().find(status);
        MediaTypePlan content = plan == null || contentType == null ? null : plan.content(contentType);
        return content != null && contentType != null && content.format(contentType) == BodyFormat.SEQUENCE;
    }

    /** Whether content of a response that passes can be judged by {@link #passing}: not all codings are undone. */
    public boolean isJudged(OperationPlan operation, int status, MultiMap headers) {
        return !isEndless(operation, status, headers)
                && (!Codings.isEncoded(headers) || (status != PARTIAL_CONTENT && Codings.areUndone(headers)));
    }

    /**
     * All violations in the order status, headers, body (by the order of the bytes).
     *
     * @param body one that is not held is left to {@link #passing}
     * @return empty when all is well
     */
    public List<Violation> response(OperationPlan operation, int status, MultiMap headers, Body body) {
        ResponseTable table = operation.responses();
        if (table.responses().isEmpty()) {
            return List.of();
        }
        Findings findings = new Findings();
        ResponsePlan plan = table.find(status);
        if (plan == null) {
            findings.add(violation(
                    In.STATUS, "", "status", table.pointer(), "expected a status that the operation declares"));
            return findings.violations();
        }
        for (int i = 0; i < plan.headers().size(); i++) {
            header(plan.headers().get(i), headers, findings);
        }
        Buffer content = body instanceof Body.Bytes bytes ? bytes.buffer() : body instanceof Body.Empty ? EMPTY : null;
        if (isBodyless(operation, status)) {
            noBody(content, plan.contentPointer(), "expected no body with this status or method", findings);
        } else if (plan.mediaTypes().isEmpty()) {
            noBody(content, plan.contentPointer(), "expected no body, as the response declares no content", findings);
        } else {
            body(plan, headers.get(CONTENT_TYPE), content, findings);
        }
        return findings.violations();
    }

    /** RFC 9110, 6.4.1; 15.3.6 for 205. */
    private static boolean isBodyless(OperationPlan operation, int status) {
        return operation.method().equals("HEAD") || status < 200 || status == 204 || status == 205 || status == 304;
    }

    /**
     * A judge for the content of a response that passes by.
     *
     * @return null where nobody looks at it, or where its head is wrong already
     */
    public @Nullable PassingContent passing(OperationPlan operation, int status, @Nullable String contentType) {
        ResponsePlan plan = operation.responses().find(status);
        if (plan == null || contentType == null || isBodyless(operation, status)) {
            return null;
        }
        MediaTypePlan content = MediaRange.isWellFormed(contentType) ? plan.content(contentType) : null;
        BodyFormat format = content == null ? BodyFormat.UNJUDGED : content.format(contentType);
        boolean utf8 = format == BodyFormat.JSON || format == BodyFormat.SEQUENCE;
        boolean judged = format != BodyFormat.UNJUDGED && (!utf8 || Charsets.isUtf8(contentType));
        return content == null || !judged ? null : PassingContent.of(plan, content, contentType);
    }

    /**
     * As {@link #passing(OperationPlan, int, String)}, of content in whatever coding.
     *
     * @param limit bytes that it may unfold to; not looked at where it is in no coding
     * @return null also where it cannot be judged
     */
    public @Nullable PassingContent passing(OperationPlan operation, int status, MultiMap headers, long limit) {
        PassingContent judge =
                isJudged(operation, status, headers) ? passing(operation, status, headers.get(CONTENT_TYPE)) : null;
        ContentDecoder decoder = judge == null ? null : Codings.passing(headers, limit);
        return judge == null || decoder == null ? judge : judge.undoing(decoder);
    }

    private static void header(HeaderPlan plan, MultiMap headers, Findings findings) {
        if (!plan.parameter().required() && !headers.contains(plan.parameter().name())) {
            return;
        }
        HeaderJudge.judge(
                plan,
                headers,
                (header, keyword, schemaPointer, message) ->
                        findings.add(violation(In.HEADER, header.name(), keyword, schemaPointer, message)));
    }

    private static void noBody(@Nullable Buffer content, String pointer, String message, Findings findings) {
        if (content != null && content.length() > 0) {
            findings.add(violation(In.BODY, "", "content", pointer, message));
        }
    }

    private static void body(
            ResponsePlan plan, @Nullable String contentType, @Nullable Buffer content, Findings findings) {
        String pointer = plan.contentPointer();
        if (contentType == null) {
            if (content == null) {
                return;
            }
            if (content.length() > 0) {
                findings.add(violation(In.HEADER, "Content-Type", "required", pointer, "expected a media type"));
            } else if (plan.mediaTypes().stream()
                    .allMatch(mediaType -> mediaType.range().isJson())) {
                findings.add(violation(In.BODY, "", "required", pointer, "expected a body"));
            }
            return;
        }
        MediaTypePlan mediaType = MediaRange.isWellFormed(contentType) ? plan.content(contentType) : null;
        if (mediaType == null) {
            findings.add(violation(
                    In.HEADER,
                    "Content-Type",
                    "contentType",
                    pointer,
                    "expected a media type that the response declares"));
            return;
        }
        BodyFormat format = mediaType.format(contentType);
        boolean utf8 = format == BodyFormat.JSON || format == BodyFormat.SEQUENCE;
        if (utf8 && !Charsets.isUtf8(contentType)) {
            String expected = format == BodyFormat.JSON ? "expected JSON in UTF-8" : "expected a sequence in UTF-8";
            findings.add(violation(In.HEADER, "Content-Type", "contentType", pointer, expected));
            return;
        }
        if (content != null) {
            ContentJudge.judge(
                    mediaType,
                    contentType,
                    BodyBytes.of(content),
                    new BodyFindings(findings, ErrorCodes.NONE, pointer));
        }
    }

    private static Violation violation(In in, String name, String keyword, String pointer, String message) {
        return new Violation(in, name, "", keyword, pointer, message, null);
    }
}

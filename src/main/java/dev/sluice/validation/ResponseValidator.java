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
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
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

    /**
     * All violations in the order status, headers, body (by the order of the bytes).
     *
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
        Buffer content = body instanceof Body.Bytes bytes ? bytes.buffer() : EMPTY;
        if (operation.method().equals("HEAD") || status < 200 || status == 204 || status == 304) {
            noBody(content, plan.pointer(), "expected no body with this status or method", findings);
        } else if (plan.mediaTypes().isEmpty()) {
            noBody(content, plan.pointer(), "expected no body, as the response declares no content", findings);
        } else {
            body(plan, headers.get(CONTENT_TYPE), content, findings);
        }
        return findings.violations();
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

    /** RFC 9110, 6.4.1. */
    private static void noBody(Buffer content, String pointer, String message, Findings findings) {
        if (content.length() > 0) {
            findings.add(violation(In.BODY, "", "content", pointer + "/content", message));
        }
    }

    private static void body(ResponsePlan plan, @Nullable String contentType, Buffer content, Findings findings) {
        String pointer = plan.pointer() + "/content";
        if (contentType == null) {
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
        if (mediaType.format(contentType) == BodyFormat.JSON && !Charsets.isUtf8(contentType)) {
            findings.add(violation(In.HEADER, "Content-Type", "contentType", pointer, "expected JSON in UTF-8"));
            return;
        }
        ContentJudge.judge(
                mediaType, contentType, BodyBytes.of(content), new BodyFindings(findings, ErrorCodes.NONE, pointer));
    }

    private static Violation violation(In in, String name, String keyword, String pointer, String message) {
        return new Violation(in, name, "", keyword, pointer, message, null);
    }
}

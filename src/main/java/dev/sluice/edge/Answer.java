package dev.sluice.edge;

import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Problem;
import dev.sluice.ratelimit.RateDecision;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a call, as it is handed to the socket.
 *
 * @param contentType null when there is no body
 * @param problem why the request is refused, or null
 */
record Answer(
        Call call,
        int status,
        @Nullable String contentType,
        Buffer body,
        Fields fields,
        @Nullable Problem problem) {

    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");
    private static final CharSequence RATE_LIMIT = HttpHeaders.createOptimized("RateLimit");
    private static final CharSequence RATE_LIMIT_POLICY = HttpHeaders.createOptimized("RateLimit-Policy");

    /** Whether a header tells about rate limits. */
    static boolean isOfRate(String name) {
        return HttpHeaders.RETRY_AFTER.toString().equalsIgnoreCase(name)
                || RATE_LIMIT.toString().equalsIgnoreCase(name)
                || RATE_LIMIT_POLICY.toString().equalsIgnoreCase(name);
    }

    /** All fields of its head but for those that frame it: its length, and whether the connection stays. */
    void writeTo(FieldSink head, LoopTime time, HeaderTexts texts) {
        if (!fields.dated()) {
            head.field(HttpHeaders.DATE, time.date());
        }
        head.ascii(REQUEST_ID, call.exchange.requestId());
        if (contentType != null) {
            head.field(HttpHeaders.CONTENT_TYPE, texts.of(contentType));
        }
        // who switches to another protocol is none that CORS is about
        CorsFields cors = status == 101 ? null : call.cors;
        for (int i = 0; i < fields.size(); i++) {
            if (cors == null
                    || !cors.replaces(fields.name(i), call.exchange.message().method())) {
                head.field(fields.name(i), fields.value(i));
            }
        }
        if (cors != null) {
            cors.writeTo(head);
        }
        writeRate(call.arrivalRate, head, texts);
        writeRate(call.rate, head, texts);
        if (problem != null && !problem.headers().isEmpty()) {
            for (Map.Entry<String, String> field : problem.headers().entrySet()) {
                head.field(field.getKey(), field.getValue());
            }
        }
    }

    /** Lists may be split over several lines (RFC 9110, 5.3). */
    private static void writeRate(RateDecision rate, FieldSink head, HeaderTexts texts) {
        if (rate instanceof RateDecision.Allowed allowed) {
            head.field(RATE_LIMIT_POLICY, texts.of(allowed.policy()));
            head.field(RATE_LIMIT, allowed.limit());
        } else if (rate instanceof RateDecision.Denied denied) {
            head.field(HttpHeaders.RETRY_AFTER, Long.toString(denied.retryAfterSeconds()));
            head.field(RATE_LIMIT_POLICY, texts.of(denied.policy()));
            head.field(RATE_LIMIT, denied.limit());
        }
    }
}

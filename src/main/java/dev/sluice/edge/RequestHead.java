package dev.sluice.edge;

import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.validation.ContentLength;
import dev.sluice.validation.HeadFields;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import org.jspecify.annotations.Nullable;

/** Judges how a message is framed and sent where Vert.x does not. Stateless. */
final class RequestHead {

    private RequestHead() {}

    /** Says how long the body will be and whether the client waits to be asked for it, or why the head is refused. */
    static @Nullable Problem judge(Call call, HeadFields fields, int maxUriLength) {
        StreamWatch streams = call.streams;
        int hosts = fields.hosts();
        if (streams != null) {
            Problem refusal = StreamHead.judge(call.request, maxUriLength);
            if (refusal != null) {
                return refusal;
            }
            // Vert.x has compared the one with :authority, where both are there
            hosts = Math.max(1, hosts);
        }
        if (streams == null && call.request.uri().indexOf('#') >= 0) {
            // RFC 9112, 3.2: who reads a fragment into it finds another path than who does not
            call.closes = true;
            return Problem.of(ProblemType.BAD_REQUEST, "expected: a target without a fragment");
        }
        if (hosts != 1 || !hasValidAuthority(call, fields)) {
            call.closes = true;
            return HeadFields.badHost();
        }
        Problem malformed = fields.malformed();
        if (malformed != null) {
            call.closes = true;
            return malformed;
        }
        call.contentLength = fields.contentLength();
        if (call.contentLength == ContentLength.NONE && streams != null && streams.hasBody(call.request)) {
            call.contentLength = ContentLength.CHUNKED;
        }
        Problem unusable = fields.unusable();
        if (unusable == null && fields.expectsContinue()) {
            // RFC 9110, 10.1.1: to HTTP/1.0 it means nothing
            call.expectsContinue =
                    call.contentLength != ContentLength.NONE && call.request.version() != HttpVersion.HTTP_1_0;
        }
        return unusable;
    }

    private static boolean hasValidAuthority(Call call, HeadFields fields) {
        boolean byHost = call.streams == null;
        if (byHost && fields.isGoodHost()) {
            return true;
        }
        boolean valid = call.request instanceof HttpServerRequestInternal known && known.isValidAuthority();
        if (valid && byHost) {
            fields.foundGoodHost();
        }
        return valid;
    }
}

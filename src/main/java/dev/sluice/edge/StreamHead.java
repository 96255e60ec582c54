package dev.sluice.edge;

import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a head of HTTP/2 has to keep to beyond what Netty and Vert.x look at, and what the decoder of HTTP/1 would have
 * seen to: a target that could end a line would become another request where it is sent on as HTTP/1.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-8.3.1">RFC 9113, 8.3.1</a>
 */
final class StreamHead {

    private StreamHead() {}

    /** Why the head is refused, or null. */
    static @Nullable Problem judge(HttpServerRequest request, int maxUriLength) {
        String target = request.uri();
        if (target == null) {
            return Problem.of(ProblemType.BAD_REQUEST, "expected: a method other than CONNECT");
        }
        if (target.length() > maxUriLength) {
            return Problem.of(ProblemType.URI_TOO_LONG);
        }
        boolean ofServer = target.equals("*") && request.method().name().equals("OPTIONS");
        if (!ofServer && !target.startsWith("/")) {
            return Problem.of(ProblemType.BAD_REQUEST, "expected: a path from the root");
        }
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '#') {
                return Problem.of(ProblemType.BAD_REQUEST, "expected: a path of visible ASCII without a fragment");
            }
        }
        return null;
    }
}

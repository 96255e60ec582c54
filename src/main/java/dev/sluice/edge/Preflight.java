package dev.sluice.edge;

import dev.sluice.contract.RouteTable;
import dev.sluice.contract.RouteTable.Match;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What a browser is told that asks whether a page of another origin may send a request. Immutable.
 *
 * @param granted whether any may
 * @param methods that may be asked for: {@code GET, HEAD, PUT}
 * @param headers that requests may have; null where none is named
 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-request">Fetch, 3.3.2</a>
 */
public record Preflight(
        boolean granted, String methods, @Nullable String headers) {

    private static final String OPTIONS = "OPTIONS";

    /** Whether a request is one, and no operation answers it: it was refused for its method. */
    public static boolean isAsked(Message message, @Nullable Problem refusal) {
        return refusal != null
                && refusal.type().equals(ProblemType.METHOD_NOT_ALLOWED)
                && message.method().equals(OPTIONS)
                && message.headers().contains(HttpHeaders.ORIGIN)
                && message.headers().contains(Cors.REQUEST_METHOD);
    }

    /**
     * @param message that {@linkplain #isAsked is one}
     * @param origin whose page asks
     * @param contracts all that are served
     */
    public static Preflight of(Cors cors, Message message, @Nullable String origin, List<RouteTable> contracts) {
        StringJoiner all = new StringJoiner(", ");
        for (RouteTable routes : contracts) {
            if (routes.find(OPTIONS, message.path()) instanceof Match.OtherMethods others) {
                all.add(others.allow());
            }
        }
        return new Preflight(
                cors.fields(origin).isGranted(),
                cors.methods(all.toString()),
                cors.headers(message.headers().get(Cors.REQUEST_HEADERS)));
    }
}

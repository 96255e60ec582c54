package dev.sluice.edge;

import dev.sluice.contract.RouteTable.Match;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.StringJoiner;

/**
 * Answers what browsers ask before they send a request to another origin, where the contract has no operation for it.
 * Confined to one event loop.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-request">Fetch, 3.3.2</a>
 */
final class Preflights {

    private static final String OPTIONS = "OPTIONS";
    private static final Buffer NOTHING = Buffer.buffer();

    private final Stages stages;
    private final ReplyWriter replies;

    Preflights(Stages stages, ReplyWriter replies) {
        this.stages = stages;
        this.replies = replies;
    }

    /** Whether a request, refused for its method, was one: then it has been answered. */
    boolean answers(Call call, Problem refusal) {
        Cors cors = stages.cors();
        CorsFields fields = call.cors;
        Message message = call.exchange.message();
        if (cors == null
                || fields == null
                || !refusal.type().equals(ProblemType.METHOD_NOT_ALLOWED)
                || !message.method().equals(OPTIONS)
                || !message.headers().contains(HttpHeaders.ORIGIN)
                || !message.headers().contains(Cors.REQUEST_METHOD)) {
            return false;
        }
        if (fields.isGranted()) {
            String requested = message.headers().get(Cors.REQUEST_HEADERS);
            replies.reply(call, new Reply.Full(204, null, NOTHING, cors.preflight(methods(message.path()), requested)));
        } else {
            replies.refuse(call, Problem.of(ProblemType.ORIGIN_REFUSED));
        }
        return true;
    }

    /** Of all contracts that have the path. */
    private String methods(String path) {
        StringJoiner all = new StringJoiner(", ");
        List<Mount> mounts = stages.mounts();
        for (Mount mount : mounts) {
            if (mount.contract().routes().find(OPTIONS, path) instanceof Match.OtherMethods others) {
                all.add(others.allow());
            }
        }
        return all.toString();
    }
}

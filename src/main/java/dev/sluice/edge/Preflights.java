package dev.sluice.edge;

import dev.sluice.contract.RouteTable;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/**
 * Answers what browsers ask before they send a request to another origin, where the contract has no operation for it.
 * Confined to one event loop.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-request">Fetch, 3.3.2</a>
 */
final class Preflights {

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
        if (cors == null || fields == null || !Preflight.isAsked(message, refusal)) {
            return false;
        }
        if (fields.isGranted()) {
            List<RouteTable> contracts = stages.mounts().stream()
                    .map(mount -> mount.contract().routes())
                    .toList();
            Preflight preflight = Preflight.of(cors, message, message.headers().get(HttpHeaders.ORIGIN), contracts);
            replies.reply(call, new Reply.Full(204, null, NOTHING, cors.preflight(preflight)));
        } else {
            replies.refuse(call, Problem.of(ProblemType.ORIGIN_REFUSED));
        }
        return true;
    }
}

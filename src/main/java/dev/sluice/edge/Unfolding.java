package dev.sluice.edge;

import dev.sluice.contract.ValidationPlan.Mode;
import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.validation.RequestCoding;
import dev.sluice.validation.RequestValidator;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the codings of requests' bodies that are held, for who judges or reads them: at once where that does not hold the
 * event loop, else by a worker. What comes out counts against the budget as what came in does. Confined to one event loop.
 */
final class Unfolding {

    private final RequestValidator validator;
    private final LargeBodies large;
    private final BodyBudget budget;
    private final long limit;

    /** @param limit bytes that a body may unfold to */
    Unfolding(RequestValidator validator, LargeBodies large, BodyBudget budget, long limit) {
        this.validator = validator;
        this.large = large;
        this.budget = budget;
        this.limit = limit;
    }

    /**
     * Tells the call's exchange what its body says.
     *
     * @return why the request is refused, on the event loop of the caller
     */
    Future<Optional<Problem>> undo(Call call, Buffer coded) {
        MultiMap headers = call.exchange.message().headers();
        if (coded.length() <= LargeBodies.LIMIT) {
            Body content = RequestCoding.undo(headers, coded, Math.min(limit, LargeBodies.LIMIT));
            if (content != null || limit <= LargeBodies.LIMIT) {
                return Future.succeededFuture(undone(call, content));
            }
        }
        return large.run(() -> Optional.ofNullable(RequestCoding.undo(headers, coded, limit)))
                .map(content -> call.ended ? Optional.empty() : undone(call, content.orElse(null)));
    }

    /** @param content null where it is more than the limit */
    private Optional<Problem> undone(Call call, @Nullable Body content) {
        Problem refusal = refusal(call, content);
        if (refusal == null) {
            call.exchange.content(content == null ? new Body.Judged(0) : content);
        }
        return Optional.ofNullable(refusal);
    }

    private @Nullable Problem refusal(Call call, @Nullable Body content) {
        if (content == null) {
            return isBlocked(call) || isRead(call.backend()) ? RequestCoding.tooLarge(limit) : null;
        }
        if (content instanceof Body.Broken) {
            // where it is judged, it is one of the violations
            return isRead(call.backend()) && !isBlocked(call) ? RequestCoding.broken() : null;
        }
        return content instanceof Body.Bytes bytes
                        && !budget.take(call, bytes.buffer().length())
                ? Problem.of(ProblemType.UNAVAILABLE).withHeader("Retry-After", "1")
                : null;
    }

    private boolean isBlocked(Call call) {
        return call.modes().request() == Mode.BLOCK
                && validator.judgesBody(call.exchange.operation(), call.exchange.message());
    }

    /** Whether a backend looks into bodies, and not only sends them on. */
    static boolean isRead(Backend backend) {
        return backend.readsBodies() && !backend.takesStreams();
    }

    /** It has been judged: who sends on what came has no need of it any more. */
    void judged(Call call) {
        if (call.exchange.content() instanceof Body.Bytes bytes && !isRead(call.backend())) {
            call.exchange.content(new Body.Judged(bytes.buffer().length()));
            budget.giveBack(call, bytes.buffer().length());
        }
    }
}

package dev.sluice.mock;

import dev.sluice.contract.ErrorDialect;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers with an error's status: as the operation declares it, else in the words of the contract's error dialect where
 * that has such a status, else as problem details.
 */
final class StatusFaults {

    private final StatusAnswers declared;

    StatusFaults(StatusAnswers declared) {
        this.declared = declared;
    }

    Future<Reply> answer(Exchange exchange, int status) {
        Reply reply = declared.answer(exchange, status);
        if (reply != null) {
            return Future.succeededFuture(reply);
        }
        ErrorDialect dialect = exchange.contract().errors();
        ProblemType type = type(status);
        if (type != null && !dialect.equals(ErrorDialect.PROBLEM_DETAILS)) {
            Integer own = dialect.entry(type.name(), null).status();
            if (Objects.requireNonNullElse(own, type.status()) == status) {
                return Future.failedFuture(new ProblemException(Problem.of(type)));
            }
        }
        return Future.succeededFuture(details(status));
    }

    private static @Nullable ProblemType type(int status) {
        return switch (status) {
            case 400 -> ProblemType.BAD_REQUEST;
            case 401 -> ProblemType.UNAUTHENTICATED;
            case 403 -> ProblemType.FORBIDDEN;
            case 404 -> ProblemType.NO_SUCH_PATH;
            case 429 -> ProblemType.RATE_LIMITED;
            case 500 -> ProblemType.INTERNAL_ERROR;
            case 502 -> ProblemType.BAD_GATEWAY;
            case 503 -> ProblemType.UNAVAILABLE;
            case 504 -> ProblemType.BACKEND_TIMEOUT;
            default -> null;
        };
    }

    private static Reply details(int status) {
        String title = HttpResponseStatus.valueOf(status).reasonPhrase();
        String text = "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status
                + ",\"detail\":\"The mock was told to fail now and then.\"}";
        Fields fields = status == 429 || status == 503 ? Fields.of("Retry-After", "1") : Fields.NONE;
        return new Reply.Full(status, "application/problem+json", Buffer.buffer(text), fields);
    }
}

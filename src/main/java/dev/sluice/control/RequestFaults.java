package dev.sluice.control;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Reading;
import dev.sluice.document.DocumentException;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.Violation;
import dev.sluice.judge.Judgement;
import dev.sluice.judge.MessageJudge;
import dev.sluice.judge.Verdict;
import dev.sluice.traffic.message.RecordedBody;
import dev.sluice.traffic.message.RecordedExchange;
import dev.sluice.traffic.message.RecordedRequest;
import dev.sluice.validation.UnknownParameters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is wrong with a request that was refused: Vert.x' validator says that something is, Sluice's own engine says
 * what, at which place, and what was expected. The contract is compiled when the first one comes.
 */
final class RequestFaults {

    /** In the detail; all of them are in {@code errors}. */
    private static final int MOST_IN_DETAIL = 3;

    private final Vertx vertx;
    private @Nullable Future<MessageJudge> judge;

    RequestFaults(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Answers a request that breaks the contract of the control side. */
    void refuse(RoutingContext context) {
        RecordedExchange exchange = new RecordedExchange(recorded(context), null);
        judge().compose(known -> vertx.executeBlocking(() -> known.judge(exchange), false))
                .map(RequestFaults::problem)
                .onSuccess(problem -> send(context, problem))
                .onFailure(failure -> {
                    ProblemReply.log(failure);
                    ProblemReply.send(context, 400);
                });
    }

    private static RecordedRequest recorded(RoutingContext context) {
        Buffer body = context.body() == null ? null : context.body().buffer();
        return new RecordedRequest(
                context.request().method().name(),
                context.request().uri(),
                context.request().headers(),
                body == null || body.length() == 0 ? null : RecordedBody.of(body));
    }

    private synchronized Future<MessageJudge> judge() {
        Future<MessageJudge> known = judge;
        if (known == null || known.failed()) {
            known = vertx.executeBlocking(RequestFaults::compiled, false);
            judge = known;
        }
        return known;
    }

    private static MessageJudge compiled() {
        try {
            ContractPlan plan = Contracts.parse(
                    ControlContract.FILE, Map.of(ControlContract.FILE, ControlContract.bytes()), Reading.JUDGE);
            return new MessageJudge(List.of(plan), UnknownParameters.REFUSE);
        } catch (DocumentException e) {
            throw new IllegalStateException("the contract of the control side has faults", e);
        }
    }

    private static @Nullable Problem problem(Judgement judgement) {
        return judgement.request() instanceof Verdict.Invalid invalid ? invalid.problem() : null;
    }

    private static void send(RoutingContext context, @Nullable Problem problem) {
        if (problem == null) {
            ProblemReply.send(context, 400);
            return;
        }
        List<Violation> violations = problem.violations();
        int status = problem.type().status();
        if (violations.isEmpty()) {
            String detail = problem.detail().isEmpty() ? problem.type().title() : problem.detail();
            ProblemReply.send(context, status, detail);
        } else {
            ProblemReply.send(context, status, detail(violations), json -> json.put("errors", errors(violations)));
        }
    }

    private static String detail(List<Violation> violations) {
        String first =
                violations.stream().limit(MOST_IN_DETAIL).map(Violation::text).collect(Collectors.joining("; "));
        int more = violations.size() - MOST_IN_DETAIL;
        return more > 0 ? first + "; and " + more + " more" : first;
    }

    private static JsonArray errors(List<Violation> violations) {
        JsonArray errors = new JsonArray();
        violations.forEach(violation -> errors.add(new JsonObject()
                .put("in", violation.in().toString())
                .put("name", violation.name())
                .put("pointer", violation.pointer())
                .put("keyword", violation.keyword())
                .put("detail", violation.message())));
        return errors;
    }
}

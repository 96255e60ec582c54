package dev.sluice.control;

import dev.sluice.exchange.Problem;
import dev.sluice.judge.Judgement;
import dev.sluice.judge.Verdict;
import dev.sluice.traffic.message.RecordedExchange;
import dev.sluice.traffic.message.RecordedRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.ValidatedRequest;
import org.jspecify.annotations.Nullable;

/** Tells what would happen to a request here, without sending it. */
final class ExplainApi {

    private final ValidationService service;
    private final JudgedContracts contracts;

    ExplainApi(ValidationService service, JudgedContracts contracts) {
        this.service = service;
        this.contracts = contracts;
    }

    void operations(RouterBuilder builder) {
        builder.getRoute("explain").addHandler(this::explain);
    }

    private void explain(RoutingContext context) {
        ValidatedRequest validated = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
        RecordedRequest request;
        try {
            request = MessageReading.request(validated.getBody().getJsonObject().getJsonObject("request"));
        } catch (MessageReading.Malformed e) {
            ProblemReply.send(context, 400, String.valueOf(e.getMessage()));
            return;
        }
        JudgedContract by = contracts.served();
        if (by.judge().contracts().isEmpty()) {
            ProblemReply.send(context, 409, "expected: a node that serves contracts, while this one serves none");
            return;
        }
        service.jobs()
                .run(() -> by.judge().judge(new RecordedExchange(request, null)))
                .compose(judgement -> service.explainer()
                        .explain(request, problem(judgement))
                        .map(told -> answer(judgement, by, told)))
                .onSuccess(answer -> ControlApi.send(context, answer))
                .onFailure(failure -> Refusals.send(context, failure));
    }

    private static @Nullable Problem problem(Judgement judgement) {
        return judgement.request() instanceof Verdict.Invalid invalid ? invalid.problem() : null;
    }

    private static JsonObject answer(Judgement judgement, JudgedContract by, JsonObject told) {
        JsonObject json = JudgementJson.json(judgement, by);
        json.remove("verdict");
        return json.mergeIn(told);
    }
}

package dev.sluice.control;

import dev.sluice.judge.Judgement;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Judges messages that are sent to be judged. */
final class ValidateApi {

    /** What takes well under a millisecond is done at once; what may take longer, by others. */
    private static final int SHORT_BATCH = 8;

    private static final int SHORT_BODY = 32 * 1024;

    private final ValidationService service;
    private final JudgedContracts contracts;

    ValidateApi(ValidationService service, JudgedContracts contracts) {
        this.service = service;
        this.contracts = contracts;
    }

    void operations(RouterBuilder builder) {
        builder.getRoute("validate").addHandler(this::validate);
    }

    private void validate(RoutingContext context) {
        ValidatedRequest request = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
        JsonObject body = request.getBody().getJsonObject();
        JsonObject message = body.getJsonObject("message");
        JsonArray messages = body.getJsonArray("messages");
        String name = body.getString("contract");
        if ((message == null) == (messages == null) || (name == null && body.containsKey("version"))) {
            ProblemReply.send(context, 400, "expected: message or messages; and version only beside contract");
            return;
        }
        if (messages != null && messages.size() > service.bounds().batch()) {
            ProblemReply.send(
                    context, 413, "expected: at most " + service.bounds().batch() + " messages (service.maxBatch)");
            return;
        }
        if (name == null && contracts.served().judge().contracts().isEmpty()) {
            ProblemReply.send(
                    context, 400, "expected: contract, the name of a registered one, since this node serves none");
            return;
        }
        boolean isShort = context.body().length() <= SHORT_BODY && (messages == null || messages.size() <= SHORT_BATCH);
        contract(name, body.getInteger("version"))
                .compose(contract -> isShort
                        ? Future.succeededFuture(answer(contract, message, messages))
                        : service.jobs().run(() -> answer(contract, message, messages)))
                .onSuccess(answer -> {
                    if (answer.getString("malformed") == null) {
                        ControlApi.send(context, answer);
                    } else {
                        ProblemReply.send(context, 400, answer.getString("malformed"));
                    }
                })
                .onFailure(failure -> Refusals.send(context, failure));
    }

    private Future<JudgedContract> contract(@Nullable String name, @Nullable Integer version) {
        return name == null ? Future.succeededFuture(contracts.served()) : contracts.of(name, version);
    }

    private static JsonObject answer(JudgedContract by, @Nullable JsonObject message, @Nullable JsonArray messages) {
        JsonObject answer = new JsonObject();
        if (by.version() != null) {
            answer.put("version", by.version());
        }
        if (message != null) {
            return answer.mergeIn(judged(by, message));
        }
        Map<String, Object> counts = new TreeMap<>(Map.of("valid", 0, "invalid", 0, "unjudged", 0, "malformed", 0));
        JsonArray results = new JsonArray();
        for (Object one : messages == null ? new JsonArray() : messages) {
            JsonObject result = one instanceof JsonObject object
                    ? judged(by, object)
                    : new JsonObject().put("malformed", "expected an object");
            String verdict = result.getString("verdict", "malformed");
            counts.merge(verdict, 1, (count, more) -> (Integer) count + (Integer) more);
            results.add(result);
        }
        return answer.put("counts", new JsonObject(counts)).put("results", results);
    }

    /** @return with {@code malformed} where it is no message */
    private static JsonObject judged(JudgedContract by, JsonObject message) {
        try {
            Judgement judgement = by.judge().judge(MessageReading.read(message));
            return JudgementJson.json(judgement, by);
        } catch (MessageReading.Malformed e) {
            return new JsonObject().put("malformed", e.getMessage());
        }
    }
}

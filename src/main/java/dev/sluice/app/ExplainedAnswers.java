package dev.sluice.app;

import dev.sluice.contract.Example;
import dev.sluice.contract.Faults;
import dev.sluice.contract.OperationPlan;
import dev.sluice.control.UpstreamState;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import dev.sluice.mock.BehaviourSettings;
import dev.sluice.mock.Origin;
import dev.sluice.resilience.BreakerBackend;
import dev.sluice.resilience.BreakerView;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells what would answer a request, and what it would say, as far as that is known before. Safe for any thread.
 *
 * @param storage null where no store is open
 * @param behaviour of mocks
 */
record ExplainedAnswers(Upstreams upstreams, @Nullable Storage storage, BehaviourSettings behaviour) {

    private static final int MOST_BODY = 16 * 1024;

    /** Whether bodies in a coding get to what answers. */
    boolean passes(LoadedContract contract, OperationPlan operation) {
        return switch (contract.backends().of(operation).kind()) {
            case PROXY -> true;
            case MOCK ->
                contract.mock() == null || !contract.mock().mount().backend().readsBodies();
            case STORE -> storage == null || !storage.backend().readsBodies();
        };
    }

    /** Adds {@code answer}, and {@code refused} where what answers would refuse, and nothing else has before. */
    Future<Void> tell(JsonObject told, LoadedContract contract, Exchange exchange) {
        Backends.Answerer answerer = contract.backends().of(exchange.operation());
        return switch (answerer.kind()) {
            case STORE -> {
                JsonObject answer = new JsonObject().put("by", "store");
                if (storage != null) {
                    breaker(told, answer, storage.backend());
                }
                told.put("answer", answer);
                yield Future.succeededFuture();
            }
            case PROXY -> {
                String upstream = String.valueOf(answerer.upstream());
                BreakerBackend breaker = upstreams.breaker(upstream, contract.plan(), exchange.operation());
                JsonObject answer = upstream(upstream);
                told.put("answer", answer);
                breaker(told, answer, breaker);
                yield Future.succeededFuture();
            }
            case MOCK -> mocked(told, contract.mock(), exchange);
        };
    }

    private static void breaker(JsonObject told, JsonObject answer, BreakerBackend breaker) {
        answer.put("breaker", word(breaker.view().state()));
        if (breaker.refuses()) {
            Explanations.refused(told, "backend", Problem.of(ProblemType.UNAVAILABLE));
        }
    }

    private JsonObject upstream(String name) {
        JsonObject answer = new JsonObject().put("by", "proxy").put("upstream", name);
        JsonArray targets = new JsonArray();
        upstreams.states().stream()
                .filter(state -> state.name().equals(name))
                .flatMap(state -> state.targets().stream())
                .forEach(target -> targets.add(target(target)));
        return answer.put("targets", targets);
    }

    private static JsonObject target(UpstreamState.Target target) {
        return new JsonObject()
                .put("url", target.url())
                .put("address", target.address())
                .put("state", target.state());
    }

    private static String word(BreakerView.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private Future<Void> mocked(JsonObject told, @Nullable Mock mock, Exchange exchange) {
        JsonObject answer = new JsonObject().put("by", "mock");
        told.put("answer", answer);
        if (mock == null) {
            return Future.succeededFuture();
        }
        faults(answer, behaviour.faults(exchange.operation()));
        if (mock.collections() > 0) {
            answer.put("remembers", true);
            return Future.succeededFuture();
        }
        return mock.plain()
                .explain(exchange)
                .<Void>map(explained -> {
                    answer.put("status", explained.reply().status());
                    content(answer, explained.reply());
                    origin(answer, explained.origin());
                    return null;
                })
                .recover(failure -> {
                    if (failure instanceof ProblemException refusal) {
                        Explanations.refused(told, "backend", refusal.problem());
                        return Future.succeededFuture();
                    }
                    return Future.failedFuture(failure);
                });
    }

    /** Which of them befalls this answer is drawn when it is given. */
    private static void faults(JsonObject answer, Faults faults) {
        if (!faults.chances().isEmpty()) {
            JsonArray chances = new JsonArray();
            faults.chances().forEach(chance -> chances.add(chance.toString()));
            answer.put("faults", chances);
        }
    }

    private static void content(JsonObject answer, Reply.Full full) {
        if (full.contentType() != null) {
            answer.put("content_type", full.contentType());
        }
        if (full.body().length() <= MOST_BODY) {
            answer.put("body", full.body().toString(StandardCharsets.UTF_8));
        }
    }

    /** Which example it is, or how it came to be made up. */
    private static void origin(JsonObject answer, Origin origin) {
        if (origin instanceof Origin.Written written) {
            Example example = written.example();
            JsonObject json = new JsonObject();
            if (!example.name().isEmpty()) {
                json.put("name", example.name());
            }
            answer.put(
                    "example",
                    json.put("file", example.place().file())
                            .put("line", example.place().line())
                            .put("pointer", example.pointer()));
        } else if (origin instanceof Origin.SchemaDefault) {
            answer.put("schema_default", true);
        } else if (origin instanceof Origin.Generated generated) {
            answer.put(
                    "generated", new JsonObject().put("seed", generated.seed()).put("by_turns", generated.byTurns()));
        }
    }
}

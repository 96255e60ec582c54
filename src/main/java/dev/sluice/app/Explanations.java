package dev.sluice.app;

import dev.sluice.auth.Identity;
import dev.sluice.auth.Scheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Example;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.control.Explainer;
import dev.sluice.control.UpstreamState;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Caller;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import dev.sluice.mock.Origin;
import dev.sluice.ratelimit.RateLimitMode;
import dev.sluice.ratelimit.WindowUsage;
import dev.sluice.resilience.BreakerView;
import dev.sluice.traffic.Maintenance;
import dev.sluice.traffic.message.RecordedRequest;
import dev.sluice.validation.RequestValidator;
import dev.sluice.validation.Route;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells what would happen to a request, by the parts that would see it. Takes nothing from a limit, sends nothing, and has
 * nothing remembered.
 *
 * @param storage null where no store is open
 * @param scheme tells who calls, from the head alone: there is no connection that would show a certificate
 */
record Explanations(
        ServedContracts contracts,
        Limiter limiter,
        Upstreams upstreams,
        @Nullable Storage storage,
        Maintenance maintenance,
        RequestValidator validator,
        Scheme scheme)
        implements Explainer {

    private static final int MOST_BODY = 16 * 1024;

    @Override
    public Future<JsonObject> explain(RecordedRequest request) {
        JsonObject told = new JsonObject();
        List<LoadedContract> present = contracts.present();
        Message message = new Message(request.method(), request.path(), request.query(), request.headers());
        Route route = Route.find(present, contract -> contract.plan().routes(), message);
        ContractPlan near =
                route.contract() < 0 ? null : present.get(route.contract()).plan();
        Problem closed = maintenance.refusal(near);
        told.put("maintenance", closed != null);
        Problem first = closed == null ? route.refusal() : closed;
        if (first != null) {
            refused(told, closed == null ? "match" : "maintenance", first);
        }
        if (route.found() == null || near == null) {
            return Future.succeededFuture(told);
        }
        LoadedContract contract = present.get(route.contract());
        OperationPlan operation = route.found().operation();
        Exchange exchange = new Exchange(message, "explained", System.nanoTime());
        exchange.matched(near, operation);
        validator.path(operation, route.found().segments(), exchange.parameters());
        exchange.project(
                near.projectParameter() == null ? null : exchange.parameters().text(In.PATH, near.projectParameter()));
        if (request.body() != null) {
            exchange.body(new Body.Bytes(request.body().content()));
        }
        return caller(told, contract, exchange)
                .compose(known -> limits(told, exchange))
                .compose(limited -> answer(told, contract, exchange))
                .map(told);
    }

    private static void refused(JsonObject told, String stage, Problem problem) {
        if (!told.containsKey("refused")) {
            told.put(
                    "refused",
                    new JsonObject()
                            .put("stage", stage)
                            .put("status", problem.type().status())
                            .put("code", problem.type().name()));
        }
    }

    private Future<Void> caller(JsonObject told, LoadedContract contract, Exchange exchange) {
        Mock mock = contract.mock();
        boolean mocked = mock != null && contract.backends().others().isEmpty();
        Scheme own = mock == null || !mocked ? null : mock.mount().scheme();
        Identity identity = (own == null ? scheme : own).identify(exchange.message(), exchange.operation());
        return settled(identity).map(settled -> {
            if (settled instanceof Identity.Refused refused) {
                refused(told, "identify", refused.problem());
                told.put("caller", new JsonObject().put("known", false));
                return null;
            }
            Caller caller = settled instanceof Identity.Known known
                    ? known.caller()
                    : settled instanceof Identity.Claimed claimed ? claimed.caller() : Caller.ANONYMOUS;
            told.put("caller", new JsonObject().put("known", true).put("name", caller.name()));
            if (exchange.project() != null && !caller.mayActOn(exchange.project())) {
                refused(told, "authorize", Problem.of(ProblemType.FORBIDDEN));
            }
            return null;
        });
    }

    private static Future<Identity> settled(Identity identity) {
        return identity instanceof Identity.Pending pending
                ? pending.identity().compose(Explanations::settled)
                : Future.succeededFuture(identity);
    }

    /**
     * By the project alone: other limits are of the connection that a request would come by. Where several contracts are
     * served, the windows are those of all, and nobody can tell which of them would count the request.
     */
    private Future<Void> limits(JsonObject told, Exchange exchange) {
        String project = exchange.project();
        if (project == null) {
            return Future.succeededFuture();
        }
        told.put("project", project);
        boolean alone = contracts.present().size() == 1;
        return limiter.quotas()
                .usage(project)
                .<Void>map(usages -> {
                    JsonArray limits = new JsonArray();
                    for (WindowUsage usage : usages) {
                        boolean spent = usage.used() >= usage.window().quota();
                        limits.add(new JsonObject()
                                .put("policy", usage.policy())
                                .put("quota", usage.window().quota())
                                .put("window_seconds", usage.window().period().toSeconds())
                                .put("used", usage.used())
                                .put("decision", spent ? "refuse" : "allow"));
                        if (spent && alone && limiter.quotas().mode() == RateLimitMode.ENFORCE) {
                            refused(told, "limit", Problem.of(ProblemType.RATE_LIMITED));
                        }
                    }
                    told.put("limits", limits);
                    return null;
                })
                .otherwiseEmpty();
    }

    private Future<Void> answer(JsonObject told, LoadedContract contract, Exchange exchange) {
        Backends.Answerer answerer = contract.backends().of(exchange.operation());
        return switch (answerer.kind()) {
            case STORE -> {
                JsonObject answer = new JsonObject().put("by", "store");
                if (storage != null) {
                    answer.put("breaker", word(storage.backend().view().state()));
                }
                told.put("answer", answer);
                yield Future.succeededFuture();
            }
            case PROXY -> {
                String upstream = String.valueOf(answerer.upstream());
                BreakerView breaker = upstreams.breaker(upstream, contract.plan(), exchange.operation());
                told.put("answer", upstream(upstream).put("breaker", word(breaker.state())));
                yield Future.succeededFuture();
            }
            case MOCK -> mocked(told, contract.mock(), exchange);
        };
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

    private static Future<Void> mocked(JsonObject told, @Nullable Mock mock, Exchange exchange) {
        JsonObject answer = new JsonObject().put("by", "mock");
        told.put("answer", answer);
        if (mock == null) {
            return Future.succeededFuture();
        }
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
                        refused(told, "backend", refusal.problem());
                        return Future.succeededFuture();
                    }
                    return Future.failedFuture(failure);
                });
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

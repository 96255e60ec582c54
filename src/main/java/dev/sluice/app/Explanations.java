package dev.sluice.app;

import dev.sluice.auth.Identity;
import dev.sluice.auth.Scheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.RouteTable;
import dev.sluice.contract.ValidationPlan.Mode;
import dev.sluice.control.Explainer;
import dev.sluice.edge.Cors;
import dev.sluice.edge.Preflight;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Caller;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.ratelimit.RateLimitMode;
import dev.sluice.ratelimit.WindowUsage;
import dev.sluice.traffic.Maintenance;
import dev.sluice.traffic.message.RecordedRequest;
import dev.sluice.validation.HeadFields;
import dev.sluice.validation.RequestCoding;
import dev.sluice.validation.RequestValidator;
import dev.sluice.validation.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells what would happen to a request, by the parts that would see it. Takes nothing from a limit, sends nothing, and has
 * nothing remembered.
 *
 * @param scheme tells who calls, from the head alone: there is no connection that would show a certificate
 * @param cors null where it is off
 */
record Explanations(
        ServedContracts contracts,
        Limiter limiter,
        ExplainedAnswers answers,
        Maintenance maintenance,
        RequestValidator validator,
        Scheme scheme,
        @Nullable Cors cors)
        implements Explainer {

    /** Of a body in a coding, in bytes. */
    private static final long MOST_UNFOLDED = 8 * 1024 * 1024;

    @Override
    public Future<JsonObject> explain(RecordedRequest request, @Nullable Problem breaks) {
        JsonObject told = new JsonObject();
        List<LoadedContract> present = contracts.present();
        Message message = new Message(request.method(), request.path(), request.query(), request.headers());
        Route route = Route.find(present, contract -> contract.plan().routes(), message);
        ContractPlan near =
                route.contract() < 0 ? null : present.get(route.contract()).plan();
        Problem closed = maintenance.refusal(near);
        told.put("maintenance", closed != null);
        HeadFields head = new HeadFields();
        head.read(message.headers());
        // in the order of the edge: what cannot be framed is refused before anybody asks whether it is closed
        refused(told, "match", frame(head));
        if (cors != null && !told.containsKey("refused") && Preflight.isAsked(message, route.refusal())) {
            List<RouteTable> routes =
                    present.stream().map(contract -> contract.plan().routes()).toList();
            preflight(told, Preflight.of(cors, message, head.origin(), routes));
            return Future.succeededFuture(told);
        }
        refused(told, "maintenance", closed);
        refused(told, "match", route.refusal());
        if (route.found() == null || near == null) {
            return Future.succeededFuture(told);
        }
        LoadedContract contract = present.get(route.contract());
        OperationPlan operation = route.found().operation();
        Mode mode = contracts.modes(contract, operation).request();
        Exchange exchange = new Exchange(message, "explained", System.nanoTime());
        exchange.matched(near, operation);
        Problem path = validator.path(operation, route.found().segments(), exchange.parameters());
        refused(told, "match", validator.connection(operation, head.connection()));
        if (head.isEncoded()) {
            refused(told, "match", coded(contract, exchange, mode));
        }
        if (mode == Mode.BLOCK) {
            refused(told, "match", path);
        }
        exchange.project(
                near.projectParameter() == null ? null : exchange.parameters().text(In.PATH, near.projectParameter()));
        if (request.body() != null) {
            hold(exchange, request.body().content(), head.isEncoded());
        }
        return caller(told, contract, exchange)
                .compose(claim -> limits(told, exchange).map(claim))
                .compose(claim -> {
                    new ExplainedBody(validator, mode).tell(told, exchange, request.body(), claim.orElse(null), breaks);
                    return answers.tell(told, contract, exchange);
                })
                .map(told);
    }

    /** Before anybody asks whether it is closed, who calls, or how often. */
    private static void preflight(JsonObject told, Preflight preflight) {
        told.put("request", new JsonObject().put("verdict", "unjudged").put("reason", "a preflight of CORS"));
        if (!preflight.granted()) {
            refused(told, "preflight", Problem.of(ProblemType.ORIGIN_REFUSED));
            return;
        }
        JsonObject answer =
                new JsonObject().put("by", "cors").put("status", 204).put("methods", preflight.methods());
        told.put("answer", preflight.headers() == null ? answer : answer.put("headers", preflight.headers()));
    }

    /** A recording may be without Host. */
    private static @Nullable Problem frame(HeadFields head) {
        if (head.hosts() > 1) {
            return HeadFields.badHost();
        }
        Problem malformed = head.malformed();
        return malformed == null ? head.unusable() : malformed;
    }

    /** A body in a coding that is not undone is for who does not look into it. */
    private @Nullable Problem coded(LoadedContract contract, Exchange exchange, Mode mode) {
        if (!answers.passes(contract, exchange.operation())) {
            return RequestCoding.isUndone(exchange.message().headers()) ? null : RequestCoding.unsupported();
        }
        return mode == Mode.BLOCK ? validator.encoded(exchange.operation(), exchange.message()) : null;
    }

    private static void hold(Exchange exchange, Buffer body, boolean coded) {
        exchange.body(new Body.Bytes(body));
        if (coded) {
            Body content = RequestCoding.undo(exchange.message().headers(), body, MOST_UNFOLDED);
            exchange.content(content == null ? Body.Broken.BROKEN : content);
        }
    }

    /** The first one stays. */
    static void refused(JsonObject told, String stage, @Nullable Problem problem) {
        if (problem == null || told.containsKey("refused")) {
            return;
        }
        JsonObject refused = new JsonObject()
                .put("stage", stage)
                .put("status", problem.type().status())
                .put("code", problem.type().name());
        if (!problem.detail().isEmpty()) {
            refused.put("detail", problem.detail());
        }
        told.put("refused", refused);
    }

    /** @return what the body has to confirm */
    private Future<Optional<Identity.Confirmation>> caller(
            JsonObject told, LoadedContract contract, Exchange exchange) {
        Mock mock = contract.mock();
        boolean mocked = mock != null && contract.backends().others().isEmpty();
        Scheme own = mock == null || !mocked ? null : mock.mount().scheme();
        Identity identity = (own == null ? scheme : own).identify(exchange.message(), exchange.operation());
        return settled(identity).map(settled -> {
            if (settled instanceof Identity.Refused refused) {
                refused(told, "identify", refused.problem());
                told.put("caller", new JsonObject().put("known", false));
                return Optional.empty();
            }
            Caller caller = settled instanceof Identity.Known known
                    ? known.caller()
                    : settled instanceof Identity.Claimed claimed ? claimed.caller() : Caller.ANONYMOUS;
            told.put("caller", new JsonObject().put("known", true).put("name", caller.name()));
            if (exchange.project() != null && !caller.mayActOn(exchange.project())) {
                refused(told, "authorize", Problem.of(ProblemType.FORBIDDEN));
            }
            return settled instanceof Identity.Claimed claimed ? Optional.of(claimed.confirmation()) : Optional.empty();
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
}

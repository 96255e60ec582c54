package dev.sluice.control;

import dev.sluice.contract.ContractPlan;
import dev.sluice.ratelimit.ProjectQuotas;
import dev.sluice.ratelimit.RateLimitCounts;
import dev.sluice.ratelimit.WindowUsage;
import dev.sluice.resilience.BreakerView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/** The operations of {@code openapi/control.yaml}. */
final class ControlApi {

    private static final Collector<Object, JsonArray, JsonArray> ARRAY =
            Collector.of(JsonArray::new, JsonArray::add, JsonArray::addAll);

    private static final String NO_LIMIT_STORE = "expected: the store that limits are shared in answers";

    private final ControlSources sources;
    private final Health health;
    private final RememberedApi remembered;
    private final FindingsApi findings;
    private final MaintenanceApi maintenance;
    private final OperationsApi operations;
    private final TryApi tries;
    private final CoverageApi coverage;

    ControlApi(
            ControlSources sources,
            Health health,
            RememberedApi remembered,
            FindingsApi findings,
            MaintenanceApi maintenance,
            OperationsApi operations,
            TryApi tries,
            CoverageApi coverage) {
        this.sources = sources;
        this.health = health;
        this.remembered = remembered;
        this.findings = findings;
        this.maintenance = maintenance;
        this.operations = operations;
        this.tries = tries;
        this.coverage = coverage;
    }

    void operations(RouterBuilder builder) {
        builder.getRoute("status").addHandler(this::status);
        builder.getRoute("projectLimits").addHandler(this::projectLimits);
        builder.getRoute("resetProjectLimits").addHandler(this::resetProjectLimits);
        builder.getRoute("mockState").addHandler(remembered::snapshot);
        builder.getRoute("restoreMockState").addHandler(remembered::restore);
        builder.getRoute("forgetMockState").addHandler(remembered::forget);
        builder.getRoute("findings").addHandler(findings::show);
        builder.getRoute("forgetFindings").addHandler(findings::forget);
        builder.getRoute("coverage").addHandler(coverage::show);
        builder.getRoute("resetCoverage").addHandler(coverage::reset);
        builder.getRoute("maintenance").addHandler(maintenance::show);
        builder.getRoute("changeMaintenance").addHandler(maintenance::change);
        builder.getRoute("operations").addHandler(operations::list);
        builder.getRoute("operation").addHandler(operations::show);
        builder.getRoute("document").addHandler(operations::document);
        builder.getRoute("tryRequest").addHandler(tries::send);
    }

    private void status(RoutingContext context) {
        health.store()
                .onSuccess(store -> send(
                        context,
                        Health.withStore(
                                new JsonObject()
                                        .put("version", sources.version())
                                        .put("draining", sources.draining().getAsBoolean())
                                        .put(
                                                "contracts",
                                                sources.contracts().get().stream()
                                                        .map(ControlApi::contract)
                                                        .collect(ARRAY))
                                        .put(
                                                "breakers",
                                                sources.breakers().get().stream()
                                                        .map(ControlApi::breaker)
                                                        .collect(ARRAY))
                                        .put(
                                                "upstreams",
                                                sources.upstreams().get().stream()
                                                        .map(ControlApi::upstream)
                                                        .collect(ARRAY))
                                        .put("rate_limits", rateLimits(sources.quotas(), health.limitStore())),
                                store)))
                .onFailure(context::fail);
    }

    private static JsonObject contract(ContractPlan contract) {
        return new JsonObject()
                .put("file", contract.file())
                .put("title", contract.title())
                .put("version", contract.version())
                .put("operations", contract.operations().size())
                .put(
                        "warnings",
                        contract.warnings().stream().map(Object::toString).collect(ARRAY));
    }

    static JsonObject upstream(UpstreamState upstream) {
        return new JsonObject()
                .put("name", upstream.name())
                .put("panic", upstream.panic())
                .put(
                        "targets",
                        upstream.targets().stream().map(ControlApi::target).collect(ARRAY))
                .put("unresolved", upstream.unresolved().stream().collect(ARRAY))
                .put("requests", upstream.requests())
                .put("retries", upstream.retries())
                .put("retries_denied", upstream.retriesDenied())
                .put("in_flight", upstream.inFlight())
                .put("waiting", upstream.waiting())
                .put("refused", upstream.refused())
                .put("connections", upstream.connections())
                .put("tunnels", upstream.tunnels());
    }

    private static JsonObject target(UpstreamState.Target target) {
        return new JsonObject()
                .put("url", target.url())
                .put("address", target.address())
                .put("state", target.state())
                .put("in_flight", target.inFlight())
                .put("requests", target.requests())
                .put("failures", target.failures())
                .put("ejections", target.ejections());
    }

    static JsonObject breaker(BreakerView breaker) {
        return new JsonObject()
                .put("name", breaker.name())
                .put("state", word(breaker.state()))
                .put("failure_rate", breaker.failureRate())
                .put("slow_call_rate", breaker.slowCallRate())
                .put("calls", breaker.calls())
                .put("failed", breaker.failed())
                .put("slow", breaker.slow())
                .put("refused", breaker.refused());
    }

    private static JsonObject rateLimits(ProjectQuotas quotas, @Nullable JsonObject store) {
        RateLimitCounts counts = quotas.counts();
        JsonObject limits = new JsonObject()
                .put("mode", word(quotas.mode()))
                .put("allowed", counts.allowed())
                .put("refused", counts.refused())
                .put("would_refuse", counts.wouldRefuse())
                .put("shared", counts.shared())
                .put("projects", counts.projects());
        return store == null ? limits : limits.put("store", store);
    }

    private void projectLimits(RoutingContext context) {
        String project = project(context);
        if (!isProject(project)) {
            context.fail(400);
            return;
        }
        sources.quotas()
                .usage(project)
                .onSuccess(usages -> send(
                        context,
                        new JsonObject()
                                .put("project_id", project)
                                .put("mode", word(sources.quotas().mode()))
                                .put(
                                        "limits",
                                        usages.stream().map(ControlApi::limit).collect(ARRAY))))
                .onFailure(away -> ProblemReply.send(context, 503, NO_LIMIT_STORE));
    }

    static JsonObject limit(WindowUsage usage) {
        return new JsonObject()
                .put("policy", usage.policy())
                .put("quota", usage.window().quota())
                .put("window_seconds", usage.window().period().toSeconds())
                .put("used", usage.used())
                .put("refused", usage.refused())
                .put("resets_in_seconds", usage.resetsIn().toMillis() / 1000.0)
                .put("shared", usage.shared());
    }

    private void resetProjectLimits(RoutingContext context) {
        String project = project(context);
        if (!isProject(project)) {
            context.fail(400);
            return;
        }
        sources.quotas()
                .reset(project)
                .onSuccess(done -> context.response().setStatusCode(204).end())
                .onFailure(away -> ProblemReply.send(context, 503, NO_LIMIT_STORE));
    }

    /** What no contract takes as a project's id never has a quota. */
    private boolean isProject(String project) {
        List<ContractPlan> contracts = sources.contracts().get();
        return contracts.isEmpty() || contracts.stream().anyMatch(contract -> contract.acceptsProject(project));
    }

    private static String project(RoutingContext context) {
        ValidatedRequest request = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
        return Objects.requireNonNull(request.getPathParameters().get("project_id"))
                .getString();
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static void send(RoutingContext context, JsonObject body) {
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }
}

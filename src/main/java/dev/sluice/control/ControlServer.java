package dev.sluice.control;

import dev.sluice.contract.ContractPlan;
import dev.sluice.coverage.Coverage;
import dev.sluice.traffic.Findings;
import dev.sluice.traffic.Maintenance;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.OpenAPIContract;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The listener of the control side. Start it once; safe to be stopped from any thread. */
public final class ControlServer {

    private final Vertx vertx;
    private final ControlSettings settings;
    private final Metrics metrics;
    private final Health health;
    private final ControlApi api;
    private final Connections connections;
    private final LiveApi live;
    private final ConsolePages pages;
    private final Supplier<List<ContractPlan>> served;
    private @Nullable ValidationService service;
    private final CoverageApi coverageApi;
    private volatile Coverage coverage = new Coverage(List::of, Runnable::run, InstantSource.system());
    private volatile @Nullable HttpServer server;

    public ControlServer(Vertx vertx, ControlSettings settings, ControlSources sources, Metrics metrics) {
        this(vertx, settings, sources, metrics, RememberedState.NONE);
    }

    /** @param remembered by mocks */
    public ControlServer(
            Vertx vertx,
            ControlSettings settings,
            ControlSources sources,
            Metrics metrics,
            RememberedState remembered) {
        this(
                vertx,
                settings,
                sources,
                metrics,
                remembered,
                new Findings(1, false, InstantSource.system()),
                new Maintenance());
    }

    /**
     * @param remembered by mocks
     * @param findings in messages
     */
    public ControlServer(
            Vertx vertx,
            ControlSettings settings,
            ControlSources sources,
            Metrics metrics,
            RememberedState remembered,
            Findings findings) {
        this(vertx, settings, sources, metrics, remembered, findings, new Maintenance());
    }

    /**
     * @param remembered by mocks
     * @param findings in messages
     * @param maintenance for which requests are not let in
     */
    public ControlServer(
            Vertx vertx,
            ControlSettings settings,
            ControlSources sources,
            Metrics metrics,
            RememberedState remembered,
            Findings findings,
            Maintenance maintenance) {
        this.vertx = vertx;
        this.settings = settings;
        this.metrics = metrics;
        this.served = sources.contracts();
        this.health = new Health(sources, maintenance);
        this.coverageApi = new CoverageApi(vertx, () -> coverage);
        this.api = new ControlApi(
                sources,
                health,
                new RememberedApi(remembered),
                new FindingsApi(vertx, findings),
                new MaintenanceApi(maintenance, sources.contracts()),
                new OperationsApi(vertx, sources.contracts(), sources.console().guide()),
                new TryApi(
                        vertx,
                        sources.console().data(),
                        settings.requestTimeout().multipliedBy(4).dividedBy(5)),
                coverageApi);
        this.live = new LiveApi(
                vertx, new LiveSnapshots(sources, sources.console(), metrics.requests(), findings, maintenance));
        this.pages = new ConsolePages(vertx);
        this.connections = new Connections(vertx, settings.idleTimeout());
    }

    /** Offers operations on contracts and messages too. Before {@link #start}. */
    public ControlServer offering(ValidationService offered) {
        service = offered;
        return this;
    }

    /** Also shows what traffic has touched of contracts. */
    public ControlServer showing(Coverage counted) {
        coverage = counted;
        return this;
    }

    /** @return the port that it listens on; fails when it cannot be had */
    public Future<Integer> start() {
        return ControlContract.load(vertx).compose(this::listen).map(listening -> {
            server = listening;
            return listening.actualPort();
        });
    }

    private Future<HttpServer> listen(OpenAPIContract contract) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setHttp2ClearTextEnabled(false);
        return vertx.createHttpServer(options)
                .connectionHandler(connections::opened)
                .invalidRequestHandler(ProblemReply::undecodable)
                .requestHandler(router(contract))
                .listen();
    }

    private Router router(OpenAPIContract contract) {
        ValidationService offered = service;
        List<Handler<RoutingContext>> first = List.of(
                connections,
                new RequestDeadline(settings.requestTimeout()),
                new HostCheck(settings.host()),
                new StrictPath(),
                new FetchSite(),
                new TokenCheck(settings.access()),
                new Bodies(
                        settings.maxBodySize(),
                        offered == null ? 0 : offered.bounds().body()),
                ProblemReply::bodyRead);
        JudgedContracts judged = offered == null ? null : new JudgedContracts(offered, served);
        ContractsApi contracts = offered == null || judged == null ? null : new ContractsApi(offered, judged::changed);
        Router router = api.router(vertx, contract, first, builder -> {
            if (offered != null && contracts != null && judged != null) {
                contracts.operations(builder);
                new ValidateApi(offered, judged).operations(builder);
                new ExplainApi(offered, judged).operations(builder);
                new DiffApi(offered).operations(builder);
            }
        });
        if (offered != null && contracts != null) {
            new ContentRoute(offered, contracts).on(router);
        }
        plain(router, "/livez", health::live);
        plain(router, "/readyz", health::ready);
        plain(router, "/metrics", this::metrics);
        router.route(LiveApi.PATH).method(HttpMethod.GET).handler(live::watch);
        pages.mount(router);
        plain(router, CoverageApi.PAGE, coverageApi::page);
        router.route().failureHandler(context -> failed(router, context, 500));
        for (int status : new int[] {400, 404, 405, 413, 500}) {
            router.errorHandler(status, context -> failed(router, context, status));
        }
        return router;
    }

    private static void plain(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
    }

    private void metrics(RoutingContext context) {
        vertx.executeBlocking(metrics::scrape)
                .onSuccess(text -> context.response()
                        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(text))
                .onFailure(context::fail);
    }

    private static void failed(Router router, RoutingContext context, int found) {
        if (found == 405 || context.statusCode() == 405) {
            context.response().putHeader("Allow", allow(router, context.normalizedPath()));
        }
        ProblemReply.failed(context, found);
    }

    private static String allow(Router router, String path) {
        Comparator<HttpMethod> byName = Comparator.comparing(HttpMethod::name);
        return router.getRoutes().stream()
                .filter(route -> route.methods() != null && matches(route, path))
                .flatMap(route -> Objects.<Set<HttpMethod>>requireNonNull(route.methods()).stream())
                .collect(Collectors.toCollection(() -> new TreeSet<>(byName)))
                .stream()
                .map(HttpMethod::name)
                .collect(Collectors.joining(", "));
    }

    private static boolean matches(Route route, String path) {
        String template = route.getName();
        return template != null && path.matches(template.replaceAll(":[a-z_]+", "[^/]+"));
    }

    /** Stops listening and closes what is open. */
    public Future<Void> stop() {
        HttpServer listening = server;
        return listening == null ? Future.succeededFuture() : listening.close();
    }
}

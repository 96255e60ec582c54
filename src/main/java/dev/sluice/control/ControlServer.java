package dev.sluice.control;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.OpenAPIContract;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The listener of the control side, and, where it is wanted, one that offers the operations on contracts and messages alone.
 * Start it once; safe to be stopped from any thread.
 */
public final class ControlServer {

    private final Vertx vertx;
    private final ControlSettings settings;
    private final Metrics metrics;
    private final Health health;
    private final ControlApi api;
    private final @Nullable ServiceApi service;
    private final Bodies bodies;
    private final LiveApi live;
    private final ConsolePages pages;
    private final CoverageApi coverage;
    private final RequestFaults faults;
    private final ControlListener control;
    private @Nullable ControlSettings apart;
    private @Nullable ControlListener serviceListener;
    private volatile int servicePort;

    public ControlServer(Vertx vertx, ControlSettings settings, ControlParts parts) {
        ControlSources sources = parts.sources();
        ValidationService offered = parts.service();
        this.vertx = vertx;
        this.settings = settings;
        this.metrics = parts.metrics();
        this.health = new Health(sources, parts.maintenance());
        this.coverage = new CoverageApi(vertx, parts.coverage());
        this.api = new ControlApi(
                sources,
                health,
                new RememberedApi(parts.remembered()),
                new FindingsApi(vertx, parts.findings()),
                new MaintenanceApi(parts.maintenance(), sources.contracts()),
                new OperationsApi(vertx, sources.contracts(), sources.console().guide()),
                new TryApi(
                        vertx,
                        sources.console().data(),
                        settings.requestTimeout().multipliedBy(4).dividedBy(5)),
                coverage);
        this.service = offered == null ? null : new ServiceApi(offered, sources.contracts());
        this.bodies = new Bodies(
                settings.maxBodySize(), offered == null ? 0 : offered.bounds().body());
        this.live = new LiveApi(
                vertx,
                new LiveSnapshots(
                        sources, sources.console(), metrics.requests(), parts.findings(), parts.maintenance()));
        this.pages = new ConsolePages(vertx);
        this.faults = new RequestFaults(vertx);
        this.control = new ControlListener(vertx, settings, faults, ProblemReply.CONTROL_PATHS);
    }

    /** Offers the operations on contracts and messages on a port of their own too. Before {@link #start}. */
    public ControlServer apart(ControlSettings service) {
        apart = service;
        serviceListener = new ControlListener(vertx, service, faults, ServicePaths.EXPECTED);
        return this;
    }

    /** @return the port that it listens on; fails when it cannot be had */
    public Future<Integer> start() {
        return ControlContract.load(vertx)
                .compose(contract -> control.listen(router(contract))
                        .compose(port -> serviceListening(contract).map(port)));
    }

    private Router router(OpenAPIContract contract) {
        TokenCheck token = TokenCheck.ofOperators(settings.access());
        Router router = control.router(contract, token, List.of(bodies, ProblemReply::bodyRead), builder -> {
            api.operations(builder);
            if (service != null) {
                service.operations(builder);
            }
        });
        if (service != null) {
            service.routes(router);
        }
        plain(router, "/livez", health::live);
        plain(router, "/readyz", health::ready);
        plain(router, "/metrics", this::metrics);
        router.route(LiveApi.PATH).method(HttpMethod.GET).handler(live::watch);
        pages.mount(router);
        plain(router, CoverageApi.PAGE, coverage::page);
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

    private Future<Void> serviceListening(OpenAPIContract contract) {
        ControlListener listener = serviceListener;
        ServiceApi offered = service;
        if (listener == null || apart == null || offered == null) {
            return Future.succeededFuture();
        }
        Router router = listener.router(
                contract,
                TokenCheck.ofService(apart.access()),
                List.of(ServicePaths::check, bodies, ProblemReply::bodyRead),
                offered::operations);
        offered.routes(router);
        return listener.listen(router).onSuccess(port -> servicePort = port).mapEmpty();
    }

    /** Of the port that offers the operations on contracts and messages alone; empty where there is none. */
    public OptionalInt servicePort() {
        return servicePort == 0 ? OptionalInt.empty() : OptionalInt.of(servicePort);
    }

    /** Takes other certificates on the control port for new connections. */
    public Future<Void> tls(ServerSSLOptions tls) {
        return control.tls(tls);
    }

    /** As {@link #tls}, on the port that offers the operations on contracts and messages alone. */
    public Future<Void> serviceTls(ServerSSLOptions tls) {
        ControlListener listener = serviceListener;
        return listener == null ? Future.succeededFuture() : listener.tls(tls);
    }

    /** Stops listening, lets requests in flight end, and closes what is open after {@code patience}. */
    public Future<Void> stop(Duration patience) {
        ControlListener listener = serviceListener;
        Future<Void> stopped = Future.all(
                        control.stop(patience), listener == null ? Future.succeededFuture() : listener.stop(patience))
                .mapEmpty();
        live.end();
        return stopped;
    }
}

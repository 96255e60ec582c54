package dev.sluice.control;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ValidatorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One port of the control side: what every request passes there, and how refused ones are answered. */
final class ControlListener {

    private final Vertx vertx;
    private final ControlSettings settings;
    private final Connections connections;
    private final RequestFaults faults;
    private final String paths;
    private volatile @Nullable HttpServer server;

    /** @param paths what there is, for who asks for something else */
    ControlListener(Vertx vertx, ControlSettings settings, RequestFaults faults, String paths) {
        this.vertx = vertx;
        this.faults = faults;
        this.paths = paths;
        this.settings = settings;
        this.connections = new Connections(vertx, settings.idleTimeout());
    }

    /**
     * @param token who may ask
     * @param bodies how bodies are read
     * @param operations gives operations their handlers; those that have none in the end are not there
     */
    Router router(
            OpenAPIContract contract,
            TokenCheck token,
            List<Handler<RoutingContext>> bodies,
            Consumer<RouterBuilder> operations) {
        RouterBuilder builder =
                RouterBuilder.create(vertx, contract, new LowerCaseTypes(RequestExtractor.withBodyHandler()));
        List<Handler<RoutingContext>> first = new ArrayList<>(List.of(
                connections,
                new RequestDeadline(settings.requestTimeout()),
                new HostCheck(settings.host()),
                new StrictPath(),
                new FetchSite(),
                token));
        first.addAll(bodies);
        first.add(DoubledMembers::check);
        first.forEach(builder::rootHandler);
        builder.getRoutes().forEach(route -> route.addHandler(new KnownQuery(route.getOperation())));
        operations.accept(builder);
        builder.getRoutes().stream()
                .filter(route -> route.getHandlers().size() == 1)
                .forEach(route -> route.addHandler(context -> context.fail(404)));
        Router router = builder.createRouter();
        for (int status : new int[] {400, 404, 405, 413, 500}) {
            router.errorHandler(status, context -> failed(router, context, status));
        }
        return router;
    }

    private void failed(Router router, RoutingContext context, int found) {
        if (context.failure() instanceof HttpException wrong && wrong.getCause() instanceof ValidatorException) {
            faults.refuse(context);
            return;
        }
        if (found == 405 || context.statusCode() == 405) {
            context.response().putHeader("Allow", allow(router, context.normalizedPath()));
        }
        ProblemReply.failed(context, found, paths);
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

    /** @return the port; fails when it cannot be had */
    Future<Integer> listen(Router router) {
        // behind all routes
        router.route().failureHandler(context -> failed(router, context, 500));
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setHttp2ClearTextEnabled(false);
        ServerSSLOptions tls = settings.tls();
        if (tls != null) {
            options.setSsl(true)
                    .setKeyCertOptions(tls.getKeyCertOptions())
                    .setTrustOptions(tls.getTrustOptions())
                    .setClientAuth(tls.getClientAuth())
                    .setEnabledSecureTransportProtocols(tls.getEnabledSecureTransportProtocols());
        }
        return vertx.createHttpServer(options)
                .connectionHandler(connections::opened)
                .invalidRequestHandler(ProblemReply::undecodable)
                .requestHandler(router)
                .listen()
                .map(listening -> {
                    server = listening;
                    return listening.actualPort();
                });
    }

    /** Takes other certificates for new connections; open ones go on as they are. */
    Future<Void> tls(ServerSSLOptions tls) {
        HttpServer listening = server;
        return listening == null
                ? Future.succeededFuture()
                : listening.updateSSLOptions(tls, true).mapEmpty();
    }

    /** Accepts no new connection, lets requests in flight end, and closes what is open after {@code patience}. */
    Future<Void> stop(Duration patience) {
        HttpServer listening = server;
        return listening == null
                ? Future.succeededFuture()
                : listening.shutdown(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}

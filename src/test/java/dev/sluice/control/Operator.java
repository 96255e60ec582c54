package dev.sluice.control;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.ErrorDialect;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RateLimitPlan;
import dev.sluice.contract.RateWindow;
import dev.sluice.contract.ResponseTable;
import dev.sluice.contract.RouteTable;
import dev.sluice.document.Fault;
import dev.sluice.document.Place;
import dev.sluice.ratelimit.LocalProjectLimiter;
import dev.sluice.ratelimit.RateLimitSettings;
import dev.sluice.resilience.BreakerView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A control server with settable sources, and a client that asks it. */
final class Operator implements AutoCloseable {

    static final OperationPlan MODIFY = new OperationPlan(
            0,
            "modify",
            "PUT",
            "/v1/{project_id}/services/{id}",
            List.of(),
            List.of(),
            null,
            new ResponseTable(List.of()),
            new RateLimitPlan(
                    RateLimitPlan.ROOT_NAME,
                    List.of(new RateWindow(2, Duration.ofDays(1)), new RateWindow(100, Duration.ofDays(30))),
                    Map.of()));

    static final ContractPlan CONTRACT = new ContractPlan(
            "services.yaml",
            "Services",
            "1.0",
            "/v1",
            "project_id",
            List.of(MODIFY),
            (method, path) -> RouteTable.Match.None.NO_PATH,
            ErrorDialect.PROBLEM_DETAILS,
            List.of(new Fault(new Place("services.yaml", 1, 1), "", "one warning", null)));

    final AtomicReference<List<ContractPlan>> contracts = new AtomicReference<>(List.of(CONTRACT));
    final AtomicReference<Future<StoreState>> store = new AtomicReference<>(
            Future.succeededFuture(new StoreState(StoreState.Health.UP, "PostgreSQL 18.4, embedded")));
    final AtomicReference<Boolean> draining = new AtomicReference<>(false);
    final AtomicReference<List<UpstreamState>> upstreams = new AtomicReference<>(List.of());
    final AtomicReference<BreakerView> breaker =
            new AtomicReference<>(new BreakerView("store", BreakerView.State.CLOSED, -1, -1, 3, 1, 0, 0));
    final LocalProjectLimiter limiter = new LocalProjectLimiter(RateLimitSettings.DEFAULT, List.of(CONTRACT));
    final AtomicReference<@Nullable URI> data = new AtomicReference<>();
    final Metrics metrics = new Metrics("1.2.3");
    final Vertx vertx = Vertx.vertx();
    final ControlServer server;
    final int port;

    private final HttpClient client = HttpClient.newHttpClient();

    Operator() throws Exception {
        this(ControlSettings.DEFAULT.withPort(0));
    }

    Operator(ControlSettings settings) throws Exception {
        this(settings, ContractGuide.NONE);
    }

    Operator(ControlSettings settings, ContractGuide guide) throws Exception {
        metrics.watchJvm();
        ControlSources sources = new ControlSources(
                "1.2.3",
                contracts::get,
                () -> !List.of().equals(contracts.get()),
                limiter,
                () -> List.of(breaker.get()),
                upstreams::get,
                store::get,
                null,
                draining::get,
                new ConsoleSources(data::get, () -> 7, guide));
        this.server = new ControlServer(vertx, settings, ControlParts.of(sources, metrics));
        this.port = await(server.start());
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    RawHttp raw() throws Exception {
        return new RawHttp(port);
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        metrics.close();
    }
}

package dev.sluice.vpcep;

import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.Reply;
import dev.sluice.postgres.PgClients;
import dev.sluice.postgres.PostgresSettings;
import dev.sluice.postgres.StoreAddress;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One node: the backend under test on event loops of its own. Safe for any thread; calls wait for their answers. */
final class Services implements AutoCloseable {

    static final PostgresSettings QUICK = new PostgresSettings(4, 2, 64, Duration.ofSeconds(2), Duration.ofSeconds(2));
    static final VpcepSettings EMPTY = new VpcepSettings("here", 20, Duration.ZERO, false);
    static final String VPC = "84758cf5-9c62-43ae-a778-3dbd8370c0a4";

    /**
     * What came back.
     *
     * @param problem the name of the problem's type; empty when there is none
     */
    record Answer(int status, String problem, String detail, JsonObject body) {

        String id() {
            return body.getString("id");
        }
    }

    private static final int LOOPS = 2;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
    private final List<Context> contexts = new CopyOnWriteArrayList<>();
    private final Exchanges exchanges = new Exchanges();
    private final AtomicInteger next = new AtomicInteger();
    private final PgClients clients;
    private final VpcEndpointServices backend;

    Services(StoreAddress address, VpcepSettings settings, PostgresSettings postgres) {
        // a thread has one context of its own; verticles are spread over the event loops
        await(vertx.deployVerticle(
                () -> new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        contexts.add(context);
                        return Future.succeededFuture();
                    }
                },
                new DeploymentOptions().setInstances(LOOPS)));
        clients = new PgClients(vertx, address, postgres, LOOPS);
        backend = new VpcEndpointServices(settings, vertx, clients, Duration.ofSeconds(5));
    }

    Services(StoreAddress address) {
        this(address, EMPTY, QUICK);
    }

    Services open() {
        await(backend.open());
        return this;
    }

    Future<Void> ping() {
        return backend.ping();
    }

    Answer create(String project, String portId, String ports) {
        return create(
                project,
                "{\"port_id\":\"" + portId + "\",\"vpc_id\":\"" + VPC + "\",\"server_type\":\"VM\",\"ports\":" + ports
                        + "}");
    }

    Answer create(String project, String body) {
        return call("createVpcEndpointService", project, null, Map.of(), body);
    }

    Answer modify(String project, String id, String body) {
        return call("modifyVpcEndpointService", project, id, Map.of(), body);
    }

    Answer show(String project, String id) {
        return call("showVpcEndpointService", project, id, Map.of(), null);
    }

    Answer delete(String project, String id) {
        return call("deleteVpcEndpointService", project, id, Map.of(), null);
    }

    Answer list(String project, Map<String, Object> query) {
        return call("listVpcEndpointServices", project, null, query, null);
    }

    Answer call(
            String operation, String project, @Nullable String id, Map<String, Object> query, @Nullable String body) {
        return await(later(operation, project, id, query, body));
    }

    /** Long enough for a busy machine; what takes longer never comes. */
    static <T> T await(Future<T> future) {
        try {
            return future.await(1, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer", e);
        }
    }

    /** Without waiting. */
    Future<Answer> later(
            String operation, String project, @Nullable String id, Map<String, Object> query, @Nullable String body) {
        Promise<Answer> promise = Promise.promise();
        Exchange exchange = exchanges.exchange(operation, project, id, query, body);
        contexts.get(Math.floorMod(next.getAndIncrement(), LOOPS))
                .runOnContext(run -> Future.succeededFuture(exchange)
                        .compose(backend::answer)
                        .map(Services::answer)
                        .recover(Services::refusal)
                        .onComplete(promise));
        return promise.future();
    }

    private static Answer answer(Reply reply) {
        if (!(reply instanceof Reply.Full full)) {
            throw new IllegalStateException("no full reply");
        }
        boolean json = "application/json;charset=UTF-8".equals(full.contentType());
        return new Answer(full.status(), "", "", json ? new JsonObject(full.body()) : new JsonObject());
    }

    private static Future<Answer> refusal(Throwable failure) {
        return failure instanceof ProblemException refusal
                ? Future.succeededFuture(new Answer(
                        refusal.problem().type().status(),
                        refusal.problem().type().name(),
                        refusal.problem().detail(),
                        new JsonObject()))
                : Future.failedFuture(failure);
    }

    @Override
    public void close() {
        await(clients.close());
        await(vertx.close());
    }
}

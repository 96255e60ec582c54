package dev.sluice.vpcep;

import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.Reply;
import dev.sluice.postgres.PgClients;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;

/**
 * The VPC endpoint services of all projects. The operations are told apart by {@code operationId}; a project's services
 * are not there for any other project. Safe for use by many event loops.
 */
public final class VpcEndpointServices implements Backend {

    private static final String JSON = "application/json;charset=UTF-8";
    private static final int STATUS_COLUMN = 1;

    private final VpcepSettings settings;
    private final Store store;

    /** @param patience how long a statement that lost a race may be tried again: not longer than callers wait */
    public VpcEndpointServices(VpcepSettings settings, Vertx vertx, PgClients clients, Duration patience) {
        this.settings = settings;
        this.store = new Store(vertx, clients, patience);
    }

    /** Puts the example service into a store that was never used. The tables must be there. From any thread. */
    public Future<Void> open() {
        return settings.example()
                ? store.run(Statements.OFFER_EXAMPLE, Tuple.of(settings.region()))
                        .mapEmpty()
                : Future.succeededFuture();
    }

    /** Succeeds when the store answers; waits for it as long as the store's clients do. From any thread. */
    public Future<Void> ping() {
        return store.run(Statements.PING, Tuple.tuple()).mapEmpty();
    }

    @Override
    public Future<Reply> answer(Exchange exchange) {
        try {
            return switch (exchange.operation().id()) {
                case "createVpcEndpointService" -> create(exchange);
                case "modifyVpcEndpointService" -> modify(exchange);
                case "showVpcEndpointService" -> show(Target.of(exchange));
                case "listVpcEndpointServices" -> list(exchange);
                case "deleteVpcEndpointService" -> delete(Target.of(exchange));
                default ->
                    throw new IllegalStateException(
                            "no such operation here: " + exchange.operation().id());
            };
        } catch (ProblemException refusal) {
            return Future.failedFuture(refusal);
        }
    }

    private Future<Reply> create(Exchange exchange) {
        UUID id = UUID.randomUUID();
        Members body = Members.of(exchange.bodyValue());
        Tuple values = NewService.values(Target.project(exchange), id, body, settings);
        return store.run(Statements.CREATE, values)
                .map(VpcEndpointServices::ok)
                .recover(failure -> Future.failedFuture(StoreFailures.located(failure, body)));
    }

    private Future<Reply> modify(Exchange exchange) {
        Target target = Target.of(exchange);
        Members body = Members.of(exchange.bodyValue());
        Tuple changes = Changes.values(target, body);
        if (changes == null) {
            return find(target).compose(rows -> available(rows) ? Future.succeededFuture(ok(rows)) : notNow());
        }
        return store.run(Statements.MODIFY, changes)
                .compose(rows -> rows.rowCount() > 0
                        ? Future.succeededFuture(ok(rows))
                        : find(target).compose(there -> notNow()))
                .recover(failure -> Future.failedFuture(StoreFailures.located(failure, body)));
    }

    private static boolean available(RowSet<Row> rows) {
        return rows.iterator().next().getString(STATUS_COLUMN).equals("available");
    }

    private static Future<Reply> notNow() {
        return Future.failedFuture(StoreFailures.problem(VpcepProblems.SERVICE_STATE, ""));
    }

    private Future<Reply> show(Target target) {
        return find(target).map(VpcEndpointServices::ok);
    }

    private Future<RowSet<Row>> find(Target target) {
        return store.run(Statements.SHOW, target.values())
                .compose(rows ->
                        rows.size() > 0 ? Future.succeededFuture(rows) : Future.failedFuture(Target.notFound()));
    }

    private Future<Reply> list(Exchange exchange) {
        ServiceQuery query = ServiceQuery.of(exchange);
        return store.run(query.statement(), query.values())
                .map(rows -> new Reply.Full(200, JSON, ServiceJson.page(rows)));
    }

    private Future<Reply> delete(Target target) {
        return store.run(Statements.DELETE, target.values())
                .compose(rows -> rows.rowCount() > 0
                        ? Future.succeededFuture(new Reply.Full(204, null, Buffer.buffer()))
                        : Future.failedFuture(Target.notFound()));
    }

    private static Reply ok(RowSet<Row> rows) {
        return new Reply.Full(200, JSON, ServiceJson.one(rows.iterator().next()));
    }
}

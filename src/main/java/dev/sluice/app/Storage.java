package dev.sluice.app;

import dev.sluice.app.settings.DataFolder;
import dev.sluice.app.settings.Settings;
import dev.sluice.control.StoreState;
import dev.sluice.exchange.Backend;
import dev.sluice.exchange.ProblemType;
import dev.sluice.postgres.EmbeddedPostgres;
import dev.sluice.postgres.EmbeddedSettings;
import dev.sluice.postgres.Migrations;
import dev.sluice.postgres.PgClients;
import dev.sluice.postgres.PgNotifications;
import dev.sluice.postgres.PostgresSettings;
import dev.sluice.postgres.StoreAddress;
import dev.sluice.postgres.StoreException;
import dev.sluice.registry.PostgresRegistry;
import dev.sluice.registry.Quotas;
import dev.sluice.registry.Registry;
import dev.sluice.resilience.BreakerBackend;
import dev.sluice.resilience.DeadlineBackend;
import dev.sluice.vpcep.VpcEndpointServices;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The store and what stands around it: a database of its own or another's, deadline and circuit breaker. */
final class Storage {

    static final String NAME = "store";

    private final String place;
    private final @Nullable EmbeddedPostgres embedded;
    private final StoreAddress address;
    private final PostgresSettings settings;
    private final PgClients clients;
    private final VpcEndpointServices services;
    private final BreakerBackend breaker;

    private Storage(
            String place,
            @Nullable EmbeddedPostgres embedded,
            StoreAddress address,
            PostgresSettings settings,
            PgClients clients,
            VpcEndpointServices services,
            BreakerBackend breaker) {
        this.place = place;
        this.embedded = embedded;
        this.address = address;
        this.settings = settings;
        this.clients = clients;
        this.services = services;
        this.breaker = breaker;
    }

    /** Blocks until the store answers. */
    static Storage open(Settings settings, Vertx vertx, int eventLoops) throws StartException {
        EmbeddedPostgres embedded = null;
        try {
            StoreAddress address;
            String place;
            if (settings.store().url().isPresent()) {
                address = settings.store().url().get();
                place = address.toString();
            } else {
                Path folder = DataFolder.of(settings.store().data());
                embedded = EmbeddedPostgres.start(EmbeddedSettings.in(folder), url(settings));
                address = embedded.address();
                place = "embedded Postgres in " + folder;
            }
            Migrations.run(address, settings.store().connectTimeout());
            return wired(
                    settings,
                    vertx,
                    address,
                    new PgClients(vertx, address, Configured.postgres(settings), eventLoops),
                    place,
                    embedded);
        } catch (StoreException | IllegalArgumentException e) {
            close(embedded);
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | StartException e) {
            close(embedded);
            throw e;
        }
    }

    private static Storage wired(
            Settings settings,
            Vertx vertx,
            StoreAddress address,
            PgClients clients,
            String place,
            @Nullable EmbeddedPostgres embedded)
            throws StartException {
        Duration deadline = settings.store().deadline();
        VpcEndpointServices services = new VpcEndpointServices(Configured.vpcep(settings), vertx, clients, deadline);
        Blocking.await(services.open(), Duration.ofSeconds(30), "the store does not answer");
        Backend inTime = new DeadlineBackend(vertx, services, deadline, ProblemType.UNAVAILABLE);
        BreakerBackend breaker = new BreakerBackend(NAME, inTime, Configured.breaker(settings));
        return new Storage(place, embedded, address, Configured.postgres(settings), clients, services, breaker);
    }

    private static String url(Settings settings) {
        return "http://" + settings.listen().host() + ":" + settings.listen().port();
    }

    /** Where the data is: never with a secret. */
    String place() {
        return place;
    }

    BreakerBackend backend() {
        return breaker;
    }

    /** Contracts in the same database. */
    Registry registry(Vertx vertx, Quotas quotas) {
        return new PostgresRegistry(vertx, clients, new PgNotifications(vertx, address, settings), quotas, place);
    }

    /** Statements on their way or waiting. */
    int underWay() {
        return clients.underWay();
    }

    Future<StoreState> state() {
        return services.ping()
                .timeout(2, TimeUnit.SECONDS)
                .map(up -> new StoreState(StoreState.Health.UP, place))
                .otherwise(down -> new StoreState(StoreState.Health.DOWN, place));
    }

    /** Blocks until the database has stopped. */
    void close() {
        Blocking.attempt(clients.close(), Duration.ofSeconds(5));
        close(embedded);
    }

    private static void close(@Nullable EmbeddedPostgres embedded) {
        if (embedded != null) {
            embedded.close();
        }
    }
}

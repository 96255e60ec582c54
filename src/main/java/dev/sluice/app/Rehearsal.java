package dev.sluice.app;

import dev.sluice.app.settings.Flag;
import dev.sluice.app.settings.Settings;
import dev.sluice.app.settings.SettingsException;
import dev.sluice.app.settings.SettingsReader;
import dev.sluice.auth.AnonymousScheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Reading;
import dev.sluice.control.ControlParts;
import dev.sluice.control.ControlServer;
import dev.sluice.control.ControlSources;
import dev.sluice.control.Metrics;
import dev.sluice.control.StoreState;
import dev.sluice.document.DocumentException;
import dev.sluice.edge.EdgeServer;
import dev.sluice.edge.Mount;
import dev.sluice.edge.Stages;
import dev.sluice.ratelimit.LocalProjectLimiter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server that calls itself and ends: what a start and the first requests need is then loaded, so that the JVM can write
 * it into an archive of classes. Listens on free ports of the loopback address, keeps nothing, starts no database.
 */
public final class Rehearsal {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HOST = "127.0.0.1";

    private final Settings settings;
    private final List<ContractPlan> contracts;

    private Rehearsal(Settings settings, List<ContractPlan> contracts) {
        this.settings = settings;
        this.contracts = contracts;
    }

    /**
     * Blocks until the server has stopped.
     *
     * @return the statuses of the answers, in the order of {@link RehearsalCalls}
     * @throws StartException when it cannot listen
     * @throws IOException when it does not answer
     */
    public static List<Integer> run() throws StartException, IOException {
        Settings settings = settings();
        RootLogLevel.set(settings.log());
        Rehearsal rehearsal = new Rehearsal(settings, List.of(ContractLoader.carried(Reading.MOCK)));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        try (Metrics metrics = new Metrics(Version.TEXT)) {
            return rehearsal.serve(vertx, metrics);
        } finally {
            Blocking.attempt(vertx.close(), PATIENCE);
        }
    }

    /** With flags, as a user gives them: reading them is a part of a start. */
    private static Settings settings() throws StartException {
        try {
            List<Flag> flags = List.of(new Flag("--host", "listen.host", HOST), new Flag("--port", "listen.port", "0"));
            return SettingsReader.read(Optional.empty(), Map.of(), flags).settings();
        } catch (SettingsException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private List<Integer> serve(Vertx vertx, Metrics metrics) throws StartException, IOException {
        LocalProjectLimiter limiter = new LocalProjectLimiter(Configured.rateLimits(settings), contracts);
        metrics.watch(limiter);
        ControlServer control =
                new ControlServer(vertx, Configured.control(settings, 0), ControlParts.of(sources(limiter), metrics));
        int controlPort = Blocking.await(control.start(), PATIENCE, "cannot listen");
        EdgeServer edge = new EdgeServer(Configured.edge(settings, null), stages(vertx, limiter), metrics.requests());
        int port = Blocking.await(edge.start(vertx, 1), PATIENCE, "cannot listen");
        metrics.watchJvm();
        try {
            return RehearsalCalls.send(HOST, port, controlPort);
        } finally {
            Blocking.attempt(edge.stop(Duration.ZERO), PATIENCE);
            Blocking.attempt(control.stop(Duration.ZERO), PATIENCE);
        }
    }

    private ControlSources sources(LocalProjectLimiter limiter) {
        StoreState none = new StoreState(StoreState.Health.UP, "none");
        return new ControlSources(
                Version.TEXT, () -> contracts, limiter, List::of, () -> Future.succeededFuture(none), () -> false);
    }

    /** As a mock, which needs no database. */
    private Stages stages(Vertx vertx, LocalProjectLimiter limiter) throws StartException {
        List<Mount> mounts = new ArrayList<>();
        MockParts parts = MockParts.of(settings, vertx);
        for (ContractPlan contract : contracts) {
            try {
                mounts.add(Mock.of(contract, parts).mount());
            } catch (DocumentException e) {
                throw new StartException(String.valueOf(e.getMessage()), e);
            }
        }
        return new Stages(mounts, new AnonymousScheme(), limiter, Configured.validator(settings));
    }
}

package dev.sluice.app;

import dev.sluice.app.settings.Settings;
import dev.sluice.auth.AnonymousScheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.control.ControlServer;
import dev.sluice.control.ControlSources;
import dev.sluice.control.Metrics;
import dev.sluice.edge.EdgeServer;
import dev.sluice.edge.Mount;
import dev.sluice.edge.Stages;
import dev.sluice.ratelimit.LocalProjectLimiter;
import dev.sluice.validation.RequestValidator;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole server: builds every part by {@code new}, starts them in order, stops them in the opposite order. Safe for
 * use by several threads.
 */
public final class Sluice {

    private static final Logger LOG = LoggerFactory.getLogger(Sluice.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long SWEEP_MILLIS = 100;

    private final Settings settings;
    private final int eventLoops;
    private final Vertx vertx;
    private final AtomicBoolean draining = new AtomicBoolean();

    /** How to undo what was started, the last first. */
    private final Deque<Runnable> started = new ArrayDeque<>();

    private volatile @Nullable Started view;

    private Sluice(Settings settings) {
        this.settings = settings;
        this.eventLoops = settings.listen().eventLoops() > 0
                ? settings.listen().eventLoops()
                : Runtime.getRuntime().availableProcessors();
        // one event loop more than serves: the operator's requests hold up nobody
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(eventLoops + 1));
        started.push(() -> Blocking.attempt(vertx.close(), PATIENCE));
    }

    /**
     * Starts everything and returns once requests are answered. Blocks; when it fails, nothing is left running.
     *
     * @throws StartException when a port, a contract or the store does not let it
     */
    public static Sluice start(Settings settings) throws StartException {
        RootLogLevel.set(settings.log());
        Sluice sluice = new Sluice(settings);
        try {
            sluice.start();
            return sluice;
        } catch (StartException | RuntimeException e) {
            sluice.stop();
            throw e;
        }
    }

    private void start() throws StartException {
        List<ContractPlan> contracts = ServedContracts.load(settings.contracts());
        Ports.requireFree(settings.listen());
        int controlPort = Ports.control(settings.control());

        Storage storage = Storage.open(settings, vertx, eventLoops);
        started.push(storage::close);

        LocalProjectLimiter limiter = new LocalProjectLimiter(Configured.rateLimits(settings), contracts);
        vertx.setPeriodic(SWEEP_MILLIS, timer -> limiter.sweep());
        Metrics metrics = new Metrics(Version.TEXT);
        started.push(metrics::close);
        metrics.watch(limiter);
        metrics.watch(Storage.NAME, storage.backend()::view);
        metrics.gauge("sluice.store.connections.max", "Connections to the store, at most.", settings.store()::poolSize);
        metrics.gauge(
                "sluice.store.statements", "Statements on their way or waiting for a connection.", storage::underWay);

        // stopped after the edge, since it tells that this node is draining
        ControlServer control = control(contracts, storage, limiter, metrics, controlPort);
        started.push(() -> Blocking.attempt(control.stop(), PATIENCE));

        EdgeServer edge = edge(contracts, storage, limiter, metrics);
        int port = Blocking.await(
                edge.start(vertx, eventLoops), PATIENCE, "cannot listen on " + Ports.text(settings.listen()));
        started.push(() -> Blocking.attempt(edge.stop(settings.shutdown().drain()), patience()));
        metrics.gauge("sluice.http.connections", "Connections that are open.", edge::connections);
        // after the edge, since it takes longer than that to start
        int boundControl =
                Blocking.await(control.start(), PATIENCE, "cannot listen on the control port " + controlPort);
        metrics.watchJvm();
        view = view(contracts, storage, port, boundControl);
    }

    private ControlServer control(
            List<ContractPlan> contracts, Storage storage, LocalProjectLimiter limiter, Metrics metrics, int port) {
        ControlSources sources = new ControlSources(
                Version.TEXT,
                () -> view == null ? List.of() : contracts,
                limiter,
                () -> List.of(storage.backend().view()),
                storage::state,
                draining::get);
        return new ControlServer(vertx, Configured.control(settings, port), sources, metrics);
    }

    private EdgeServer edge(
            List<ContractPlan> contracts, Storage storage, LocalProjectLimiter limiter, Metrics metrics) {
        List<Mount> mounts = contracts.stream()
                .map(contract -> new Mount(contract, storage.backend()))
                .toList();
        RequestValidator validator = Configured.validator(settings);
        metrics.gauge(
                "sluice.validation.unjudged.bodies",
                "Bodies that passed although they were too large to be judged.",
                validator::unjudgedBodies);
        Stages stages = new Stages(mounts, new AnonymousScheme(), limiter, validator);
        return new EdgeServer(Configured.edge(settings), stages, metrics.requests());
    }

    private Started view(List<ContractPlan> contracts, Storage storage, int port, int controlPort) {
        boolean example = settings.store().url().isEmpty() && settings.store().example();
        return new Started(
                new Started.Address(settings.listen().host(), port),
                new Started.Address(settings.control().host(), controlPort),
                !settings.control().portAsked()
                        && controlPort != settings.control().port(),
                contracts.stream()
                        .map(contract -> new Started.Contract(
                                contract.title(),
                                contract.version(),
                                contract.basePath(),
                                contract.operations().size()))
                        .toList(),
                storage.place(),
                LimitsText.of(settings.rateLimits(), contracts),
                eventLoops,
                example ? Optional.of(Started.Request.DOCUMENTED) : Optional.empty());
    }

    /** What runs. */
    public Started started() {
        Started now = view;
        if (now == null) {
            throw new IllegalStateException("not started");
        }
        return now;
    }

    private Duration patience() {
        return settings.shutdown().drain().plusSeconds(5);
    }

    /**
     * Stops accepting, lets requests in flight end within {@code shutdown.drain}, then stops the store. Blocks until all
     * of it is done; a second call waits for the first.
     */
    public synchronized void stop() {
        draining.set(true);
        while (!started.isEmpty()) {
            try {
                started.pop().run();
            } catch (RuntimeException e) {
                LOG.error("stopping goes on after a failure", e);
            }
        }
    }
}

package dev.sluice.app;

import dev.sluice.app.settings.ContractSettings;
import dev.sluice.app.settings.ServiceSettings;
import dev.sluice.app.settings.Settings;
import dev.sluice.app.watch.FileWatch;
import dev.sluice.app.watch.WatchedFiles;
import dev.sluice.auth.Scheme;
import dev.sluice.control.ConsoleSources;
import dev.sluice.control.ControlParts;
import dev.sluice.control.ControlServer;
import dev.sluice.control.ControlSettings;
import dev.sluice.control.ControlSources;
import dev.sluice.control.Explainer;
import dev.sluice.control.Metrics;
import dev.sluice.control.RememberedState;
import dev.sluice.control.ValidationService;
import dev.sluice.document.FileObserver;
import dev.sluice.edge.EdgeServer;
import dev.sluice.edge.EdgeSettings;
import dev.sluice.edge.Reporting;
import dev.sluice.edge.Stages;
import dev.sluice.registry.Jobs;
import dev.sluice.registry.Registry;
import dev.sluice.traffic.Maintenance;
import dev.sluice.validation.RequestValidator;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
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
    private static final ReloadListener LOGGED = new LoggedReloads();

    private final Settings settings;
    private final ReloadListener reloads;
    private final int eventLoops;
    private final Vertx vertx;
    private final Maintenance maintenance;
    private final AtomicBoolean draining = new AtomicBoolean();
    /** How to undo what was started, the last first. */
    private final Deque<Runnable> started = new ArrayDeque<>();

    private volatile @Nullable EdgeServer listener;
    private volatile @Nullable Started view;

    private Sluice(Settings given, ReloadListener reloads) {
        this.settings = given.service().only() ? given.ofServiceOnly() : given;
        this.reloads = reloads;
        this.maintenance = Configured.maintenance(settings);
        this.eventLoops = settings.listen().eventLoops() > 0
                ? settings.listen().eventLoops()
                : Runtime.getRuntime().availableProcessors();
        // one event loop more than serves: the operator's requests hold up nobody
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(eventLoops + 1));
        started.push(() -> Blocking.attempt(vertx.close(), PATIENCE));
    }

    /** As {@link #start(Settings, ReloadListener)}; contracts that were read again are told to the log. */
    public static Sluice start(Settings settings) throws StartException {
        return start(settings, LOGGED);
    }

    /**
     * Starts everything and returns once requests are answered. Blocks; when it fails, nothing is left running.
     *
     * @throws StartException when a port, a contract, the store or the access log does not let it
     */
    public static Sluice start(Settings settings, ReloadListener reloads) throws StartException {
        RootLogLevel.set(settings.log());
        IdleSettings.of(settings).forEach(LOG::warn);
        Sluice sluice = new Sluice(settings, reloads);
        try {
            sluice.start();
            return sluice;
        } catch (StartException | RuntimeException e) {
            sluice.stop();
            throw e;
        }
    }

    private void start() throws StartException {
        ListenerCertificates certificates = ListenerCertificates.read(settings);
        Callers callers = Callers.read(settings);
        MockParts mocks = MockParts.of(settings, vertx);
        ContractLoader loader = new ContractLoader(mocks);
        List<WatchedFiles> files = watchedFiles();
        List<LoadedContract> loaded = loader.all(i -> files.isEmpty() ? FileObserver.NONE : files.get(i));
        Ports.requireFree(settings);
        int controlPort =
                Ports.control(settings.control(), settings.service().port().orElse(0));
        Metrics metrics = new Metrics(Version.TEXT);
        started.push(metrics::close);
        boolean stored =
                loaded.stream().anyMatch(contract -> contract.backends().use(ContractSettings.Backend.STORE))
                        || Registries.wantDatabase(settings);
        Storage storage = stored ? store(metrics) : null;
        Upstreams upstreams = Upstreams.open(settings.upstreams(), vertx, metrics);
        started.push(upstreams::close);
        Mounting mounting = new Mounting(storage == null ? null : storage.backend(), upstreams);
        ServedContracts contracts =
                new ServedContracts(loader, loaded, mounting, Configured.rateLimits(settings), reloads);
        Limiter limiter = limiter(contracts, metrics);
        Registry registry = Registries.open(settings, vertx, storage);
        started.push(() -> Blocking.attempt(registry.close(), PATIENCE));
        Activations activations = new Activations(contracts, loader, registry);
        started.push(activations::close);
        activations.start();
        Measured.watch(contracts, metrics);
        Measured.watch(mocks, metrics);

        // stopped after the edge, since it tells that this node is draining
        Reporting reporting = Configured.reporting(settings);
        Measured.watch(reporting.findings(), metrics);
        ControlToken token = ControlToken.of(settings);
        Observers observers = Observers.open(settings, contracts, metrics, started::push);
        Explainer explainer = new Explanations(
                contracts,
                limiter,
                new ExplainedAnswers(upstreams, storage, Configured.behaviour(settings)),
                maintenance,
                Configured.validator(settings),
                callers.scheme(),
                Configured.cors(settings));
        ControlServer control = control(
                Configured.control(settings, controlPort)
                        .with(token.access())
                        .with(ListenerCertificates.options(certificates.control())),
                ListenerCertificates.options(certificates.service()),
                ControlParts.of(
                                sources(
                                        contracts,
                                        limiter,
                                        storage,
                                        upstreams,
                                        metrics,
                                        new Guide(settings, contracts, registry, vertx)),
                                metrics)
                        .with(remembered(mocks))
                        .with(reporting.findings())
                        .with(maintenance)
                        .with(observers.coverage())
                        .with(service(registry, activations, explainer, metrics)));
        int port = 0;
        EdgeServer edge = null;
        if (settings.service().only()) {
            started.push(this::giveNotice);
        } else {
            edge = edge(contracts, limiter, reporting, observers, metrics, certificates.data(), callers.scheme());
            port = opened(edge, metrics);
        }
        if (callers.isWatched()) {
            watch(callers, metrics);
        }
        // after the edge, since it takes longer than that to start
        int boundControl =
                Blocking.await(control.start(), PATIENCE, "cannot listen on the control port " + controlPort);
        certificates.watch(edge, control, metrics, started::push);
        token.write(boundControl);
        started.push(token::forget);
        metrics.watchJvm();
        if (!files.isEmpty()) {
            started.push(FileWatch.start(files, contracts::reload)::close);
        }
        view = new StartedView(settings, eventLoops, callers.scheme())
                .of(
                        contracts.present(),
                        storage,
                        new StartedView.BoundPorts(port, boundControl, control.servicePort()),
                        registry.place(),
                        token.told());
    }

    private ControlServer control(ControlSettings port, @Nullable ServerSSLOptions serviceTls, ControlParts parts) {
        ControlServer control = new ControlServer(vertx, port, parts);
        ControlSettings apart = Configured.servicePort(settings, port.access());
        if (apart != null) {
            control.apart(apart.with(serviceTls));
        }
        Duration drain = settings.shutdown().drain();
        started.push(() -> Blocking.attempt(control.stop(drain), drain.plusSeconds(5)));
        return control;
    }

    /** @return the port that clients call */
    private int opened(EdgeServer edge, Metrics metrics) throws StartException {
        int port = Blocking.await(
                edge.start(vertx, eventLoops), PATIENCE, "cannot listen on " + Ports.text(settings.listen()));
        started.push(() -> stop(edge));
        listener = edge;
        metrics.gauge("sluice.http.connections", "Connections that are open.", edge::connections);
        return port;
    }

    /** One for each contract of the settings; none where they are not watched. */
    private List<WatchedFiles> watchedFiles() {
        return settings.watch()
                ? settings.contracts().stream()
                        .map(contract -> new WatchedFiles(InstantSource.system()))
                        .toList()
                : List.of();
    }

    private Storage store(Metrics metrics) throws StartException {
        Storage storage = Storage.open(settings, vertx, eventLoops);
        started.push(storage::close);
        metrics.watch(Storage.NAME, storage.backend()::view);
        metrics.gauge("sluice.store.connections.max", "Connections to the store, at most.", settings.store()::poolSize);
        metrics.gauge(
                "sluice.store.statements", "Statements on their way or waiting for a connection.", storage::underWay);
        return storage;
    }

    private Limiter limiter(ServedContracts contracts, Metrics metrics) throws StartException {
        Limiter limiter = Limiter.start(contracts.limiter(), Configured.trustedRedis(settings), vertx);
        started.push(limiter::stop);
        limiter.watch(metrics);
        return limiter;
    }

    private void watch(Callers callers, Metrics metrics) {
        String description = "Files of tokens that were read again, by what came of it.";
        metrics.counter("sluice.auth.reloads", description, "result", "ok", callers::replaced);
        metrics.counter("sluice.auth.reloads", description, "result", "kept", callers::kept);
        started.push(callers.watch()::close);
    }

    private ControlSources sources(
            ServedContracts contracts,
            Limiter limiter,
            @Nullable Storage storage,
            Upstreams upstreams,
            Metrics metrics,
            Guide guide) {
        metrics.gauge(
                "sluice.maintenance",
                "Whether requests are not let in, at least those of some contract.",
                () -> maintenance.state().isOn() ? 1 : 0);
        return new ControlSources(
                Version.TEXT,
                () -> view == null ? List.of() : contracts.plans(),
                () -> view != null,
                limiter.quotas(),
                () -> Stream.concat(
                                Stream.ofNullable(storage)
                                        .map(store -> store.backend().view()),
                                upstreams.breakers().stream())
                        .toList(),
                upstreams::states,
                storage == null ? null : storage::state,
                limiter.store(),
                draining::get,
                new ConsoleSources(this::data, this::connections, guide));
    }

    private RememberedState remembered(MockParts mocks) {
        return mocks.memory() == null ? RememberedState.NONE : new RememberedMocks(vertx, mocks.memory());
    }

    /** Where this process can call its own listener; null before it is open. */
    private @Nullable URI data() {
        Started now = view;
        return now == null || settings.service().only()
                ? null
                : URI.create(now.data().url());
    }

    private int connections() {
        EdgeServer open = listener;
        return open == null ? 0 : open.connections();
    }

    private ValidationService service(
            Registry registry, Activations activations, Explainer explainer, Metrics metrics) {
        ServiceSettings service = settings.service();
        Jobs jobs = new Jobs(vertx, service.workers(), service.queue(), service.timeout());
        started.push(jobs::close);
        metrics.gauge("sluice.service.jobs", "Contracts and batches that are worked on, or wait.", jobs::underWay);
        return Configured.service(settings, registry, activations, explainer, jobs);
    }

    private EdgeServer edge(
            ServedContracts contracts,
            Limiter limiter,
            Reporting reporting,
            Observers observers,
            Metrics metrics,
            @Nullable Certificates certificates,
            Scheme scheme) {
        RequestValidator validator = Configured.validator(settings);
        metrics.gauge(
                "sluice.validation.unjudged.bodies",
                "Bodies that passed although they were too large to be judged.",
                validator::unjudgedBodies);
        Stages stages = new Stages(
                contracts.mounts(),
                scheme,
                limiter.decisions(),
                validator,
                reporting,
                Configured.cors(settings),
                maintenance);
        EdgeSettings edge = Configured.edge(settings, certificates == null ? null : certificates.options());
        return new EdgeServer(edge, stages, observers.listener(metrics.requests()), observers.witness());
    }

    /** What runs. */
    public Started started() {
        Started now = view;
        if (now == null) {
            throw new IllegalStateException("not started");
        }
        return now;
    }

    private void stop(EdgeServer edge) {
        Duration drain = settings.shutdown().drain();
        // a start that fails has nobody to tell
        if (view != null) {
            edge.announceStop();
        }
        giveNotice();
        Blocking.attempt(edge.stop(drain), drain.plusSeconds(5));
    }

    /** To whoever looks at {@code /readyz}, if the start has come so far. */
    private void giveNotice() {
        if (view != null) {
            Blocking.pause(settings.shutdown().notice());
        }
    }

    /**
     * Gives notice for {@code shutdown.notice}, stops accepting, lets requests in flight end within {@code shutdown.drain}, then stops the store. Blocks until all
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

package dev.sluice.app;

import dev.sluice.app.settings.BreakerSettings;
import dev.sluice.app.settings.ContractSettings;
import dev.sluice.app.settings.ContractSettings.Backend;
import dev.sluice.app.settings.CorsSettings;
import dev.sluice.app.settings.FetchSettings;
import dev.sluice.app.settings.HttpSettings;
import dev.sluice.app.settings.MockSettings;
import dev.sluice.app.settings.ModeSettings;
import dev.sluice.app.settings.RateLimitSettings;
import dev.sluice.app.settings.RedisSettings;
import dev.sluice.app.settings.ReportSettings;
import dev.sluice.app.settings.ServiceSettings;
import dev.sluice.app.settings.Settings;
import dev.sluice.app.settings.StoreSettings;
import dev.sluice.app.settings.TlsSettings;
import dev.sluice.contract.Reading;
import dev.sluice.control.ControlAccess;
import dev.sluice.control.ControlSettings;
import dev.sluice.control.DataPlane;
import dev.sluice.control.Explainer;
import dev.sluice.control.ValidationService;
import dev.sluice.document.DocumentSource;
import dev.sluice.document.NetworkSource;
import dev.sluice.edge.Cors;
import dev.sluice.edge.EdgeSettings;
import dev.sluice.edge.Modes;
import dev.sluice.edge.Reporting;
import dev.sluice.mock.BehaviourSettings;
import dev.sluice.mock.state.StateSettings;
import dev.sluice.net.ClientTls;
import dev.sluice.net.PemSource;
import dev.sluice.net.ServerTls;
import dev.sluice.net.TlsException;
import dev.sluice.net.TrustedProxies;
import dev.sluice.postgres.PostgresSettings;
import dev.sluice.ratelimit.RateLimitMode;
import dev.sluice.ratelimit.redis.RedisAddress;
import dev.sluice.ratelimit.redis.RedisServers;
import dev.sluice.registry.Bundles;
import dev.sluice.registry.Jobs;
import dev.sluice.registry.Registry;
import dev.sluice.schema.SchemaCompiler.Formats;
import dev.sluice.traffic.Findings;
import dev.sluice.traffic.Maintenance;
import dev.sluice.validation.RequestValidator;
import dev.sluice.validation.UnknownParameters;
import dev.sluice.validation.Unstreamable;
import dev.sluice.vpcep.VpcepSettings;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings file in the words of the packages that it configures. */
final class Configured {

    /** The database gives a statement up a little later than its caller: the answer is the deadline's, not its own. */
    private static final Duration STATEMENT_GRACE = Duration.ofMillis(500);

    /** For the body to come, and the answer to go. */
    private static final Duration JOB_GRACE = Duration.ofSeconds(2);

    private Configured() {}

    /** @param tls null: plain text */
    static EdgeSettings edge(Settings settings, @Nullable ServerSSLOptions tls) {
        EdgeSettings plain = edge(
                settings.http(), settings.listen().host(), settings.listen().port());
        return plain.with(new EdgeSettings.Transport(
                tls,
                settings.listen().http2(),
                settings.listen().h2c(),
                settings.http().maxStreams(),
                settings.http().maxRequestsPerConnection(),
                TrustedProxies.of(
                        settings.http().trustedProxies(), settings.http().clientAddressFrom())));
    }

    /** @return null where it is off */
    static @Nullable Cors cors(Settings settings) {
        CorsSettings cors = settings.http().cors();
        return cors.origins().isEmpty()
                ? null
                : new Cors(
                        cors.origins(),
                        cors.methods(),
                        cors.headers(),
                        cors.exposedHeaders(),
                        cors.credentials(),
                        cors.maxAge());
    }

    static Maintenance maintenance(Settings settings) {
        Maintenance maintenance = new Maintenance();
        if (settings.maintenance().on()) {
            maintenance.close(
                    new Maintenance.Notice(settings.maintenance().retryAfter().toSeconds(), ""));
        }
        return maintenance;
    }

    /**
     * How the listener speaks TLS; null where it does not. What belongs together has been checked when the settings were
     * read.
     */
    static @Nullable ServerTls tls(TlsSettings tls) {
        if (tls.certificate().isEmpty() || tls.key().isEmpty()) {
            return null;
        }
        return new ServerTls(
                tls.certificate().get(),
                tls.key().get(),
                tls.clientCertificates().orElse(null),
                tls.clientAuth(),
                tls.protocols());
    }

    static EdgeSettings edge(HttpSettings http, String host, int port) {
        return new EdgeSettings(
                host,
                port,
                Math.toIntExact(http.maxUriLength()),
                Math.toIntExact(http.maxHeaderSize()),
                http.maxBodySize(),
                Math.toIntExact(http.drainLimit()),
                http.maxConnections(),
                new EdgeSettings.Timeouts(
                        http.headTimeout(), http.bodyTimeout(), http.idleTimeout(), http.requestTimeout()));
    }

    static ControlSettings control(Settings settings, int port) {
        ControlSettings defaults = ControlSettings.DEFAULT;
        return new ControlSettings(
                settings.control().host(),
                port,
                requestTimeout(settings),
                defaults.idleTimeout(),
                defaults.maxBodySize());
    }

    /** A port for callers of the validation service; null where there is none. */
    static @Nullable ControlSettings servicePort(Settings settings, ControlAccess operators) {
        ServiceSettings service = settings.service();
        if (service.port().isEmpty()) {
            return null;
        }
        ControlSettings defaults = ControlSettings.DEFAULT;
        ControlAccess access = service.token()
                .map(token -> ControlAccess.withToken(token.value(), true))
                .orElse(operators);
        return new ControlSettings(
                service.host(),
                service.port().get(),
                requestTimeout(settings),
                defaults.idleTimeout(),
                defaults.maxBodySize(),
                access,
                null);
    }

    /** Jobs that may take longer than a request are answered too. */
    private static Duration requestTimeout(Settings settings) {
        Duration usual = ControlSettings.DEFAULT.requestTimeout();
        Duration jobs = settings.service().timeout().plus(JOB_GRACE);
        return jobs.compareTo(usual) > 0 ? jobs : usual;
    }

    static dev.sluice.ratelimit.RateLimitSettings rateLimits(Settings settings) {
        RateLimitSettings limits = settings.rateLimits();
        RateLimitMode mode = switch (limits.mode()) {
            case ENFORCE -> limits.asked() || !mocksOnly(settings) ? RateLimitMode.ENFORCE : RateLimitMode.OFF;
            case WARN -> RateLimitMode.WARN;
            case OFF -> RateLimitMode.OFF;
        };
        return new dev.sluice.ratelimit.RateLimitSettings(
                mode, limits.windows().orElse(null), limits.projects(), limits.limits(), limits.maxProjects());
    }

    /** @return null where each node counts by itself */
    static dev.sluice.ratelimit.redis.@Nullable RedisSettings redis(Settings settings) {
        if (settings.rateLimits().store() == RateLimitSettings.Store.LOCAL
                || rateLimits(settings).mode() == RateLimitMode.OFF) {
            return null;
        }
        RedisSettings redis = settings.rateLimits().redis();
        List<RedisAddress> addresses = redis.url().stream()
                .map(url -> redis.password()
                        .map(secret -> url.withPassword(secret.value()))
                        .orElse(url))
                .toList();
        RedisServers servers = new RedisServers(addresses, redis.type() == RedisSettings.Type.CLUSTER);
        return new dev.sluice.ratelimit.redis.RedisSettings(
                servers, redis.prefix(), redis.timeout(), redis.onFailure());
    }

    /** With the authorities of its certificate, which are read. Blocks. */
    static dev.sluice.ratelimit.redis.@Nullable RedisSettings trustedRedis(Settings settings) throws StartException {
        dev.sluice.ratelimit.redis.RedisSettings redis = redis(settings);
        return redis == null
                ? null
                : redis.withTrust(trust(settings.rateLimits().redis()));
    }

    private static @Nullable TrustOptions trust(RedisSettings redis) throws StartException {
        if (redis.trust().isEmpty() || redis.url().stream().noneMatch(RedisAddress::tls)) {
            return null;
        }
        try {
            return new ClientTls(redis.trust().get(), null, null, true)
                    .load(PemSource.FILES, InstantSource.system())
                    .options()
                    .getTrustOptions();
        } catch (TlsException e) {
            throw new StartException("rateLimits.redis.trust: " + e.getMessage(), e);
        }
    }

    /** Limits of contracts are for what stands behind them: a mock is called as fast as it answers. */
    private static boolean mocksOnly(Settings settings) {
        return !settings.contracts().isEmpty()
                && settings.contracts().stream().allMatch(contract -> contract.backend() == Backend.MOCK);
    }

    static dev.sluice.mock.MockSettings mock(Settings settings) {
        MockSettings mock = settings.mock();
        return new dev.sluice.mock.MockSettings(
                mock.dynamic(), mock.seed(), mock.echo(), mock.security() == MockSettings.Security.PRESENCE);
    }

    static StateSettings state(Settings settings) {
        MockSettings mock = settings.mock();
        return new StateSettings(
                mock.maxItems(),
                mock.maxItemsPerCollection(),
                mock.maxMemory(),
                mock.projectHeader().orElse(null),
                mock.seed());
    }

    static BehaviourSettings behaviour(Settings settings) {
        MockSettings mock = settings.mock();
        return new BehaviourSettings(
                mock.latency(), mock.faults(), mock.seed(), settings.http().requestTimeout());
    }

    /** Of one contract. */
    static Reading reading(Settings settings) {
        FetchSettings fetch = settings.fetch();
        return Reading.JUDGE
                .with(
                        switch (settings.validation().formats()) {
                            case ASSERT -> Formats.ASSERTION;
                            case IGNORE -> Formats.ANNOTATION;
                        })
                .with(fetch.from().isEmpty() ? DocumentSource.NONE : new NetworkSource(fetch.from(), fetch.timeout()));
    }

    static RequestValidator validator(Settings settings) {
        return new RequestValidator(
                unknownParameters(settings),
                switch (settings.validation().unstreamableBodies()) {
                    case REFUSE -> Unstreamable.REFUSE;
                    case PASS -> Unstreamable.PASS;
                });
    }

    /** The modes of a contract's operations, where the contract itself does not say. */
    static Modes modes(Settings settings, ContractSettings contract) {
        ModeSettings all = settings.validation().modes();
        return new Modes(all.request(), all.response()).under(contract.validation());
    }

    static ValidationService service(
            Settings settings, Registry registry, DataPlane plane, Explainer explainer, Jobs jobs) {
        ServiceSettings service = settings.service();
        return new ValidationService(
                registry,
                plane,
                explainer,
                jobs,
                new Bundles(service.maxFiles(), service.maxContract()),
                () -> reading(settings),
                unknownParameters(settings),
                new ValidationService.Bounds(Math.toIntExact(service.maxBody()), service.maxBatch()));
    }

    private static UnknownParameters unknownParameters(Settings settings) {
        return switch (settings.validation().unknownQueryParameters()) {
            case ALLOW -> UnknownParameters.ALLOW;
            case REFUSE -> UnknownParameters.REFUSE;
        };
    }

    static Reporting reporting(Settings settings) {
        ReportSettings reports = settings.validation().reports();
        return new Reporting(
                new Findings(
                        reports.maxFindings(),
                        reports.exemplars() == ReportSettings.Exemplars.VALUES,
                        InstantSource.system()),
                reports.maxResponseSize(),
                reports.unjudged() == ReportSettings.Unjudged.REFUSE,
                reports.sample(),
                reports.budget());
    }

    static dev.sluice.resilience.BreakerSettings breaker(Settings settings) {
        BreakerSettings breaker = settings.breaker();
        return new dev.sluice.resilience.BreakerSettings(
                breaker.enabled(),
                breaker.failureRate(),
                breaker.slowCallRate(),
                breaker.slowCallDuration(),
                breaker.windowSize(),
                breaker.minimumCalls(),
                breaker.openFor(),
                breaker.halfOpenCalls(),
                dev.sluice.resilience.BreakerSettings.DEFAULT.halfOpenFor());
    }

    static PostgresSettings postgres(Settings settings) {
        StoreSettings store = settings.store();
        PostgresSettings defaults = PostgresSettings.DEFAULT;
        return new PostgresSettings(
                store.poolSize(),
                defaults.pipelining(),
                defaults.waiting(),
                store.connectTimeout(),
                store.deadline().plus(STATEMENT_GRACE));
    }

    static VpcepSettings vpcep(Settings settings) {
        StoreSettings store = settings.store();
        // only into a database that is Sluice's own
        boolean example = store.example() && store.url().isEmpty();
        return new VpcepSettings(store.region(), store.servicesPerProject(), store.creatingDelay(), example);
    }
}

package dev.sluice.app.settings;

import dev.sluice.proxy.upstream.EjectionSettings;
import dev.sluice.proxy.upstream.HealthSettings;
import dev.sluice.proxy.upstream.HostHeader;
import dev.sluice.proxy.upstream.Http2;
import dev.sluice.proxy.upstream.RetrySettings;
import dev.sluice.proxy.upstream.TargetSettings;
import dev.sluice.proxy.upstream.Timeouts;
import dev.sluice.proxy.upstream.TlsSettings;
import dev.sluice.proxy.upstream.UpstreamSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How {@code upstreams.<name>} is written. */
final class UpstreamSetting {

    private static final UpstreamSettings DEFAULT = UpstreamSettings.of(List.of(TargetType.ANY));
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final HealthSettings HEALTH = HealthSettings.of("/");

    private static final Setting<List<TargetSettings>> TARGETS = new Setting<>(
            "targets",
            new ListType<>(new TargetType(), "an array of URLs", Rule.none()),
            List.of(),
            "Servers: [https://10.0.0.1:8443], or [{url: http://a.internal:8080, weight: 3}, {url: http://b.internal:8080}]."
                    + " Every address of a name is one.");
    private static final Setting<HostHeader> HOST = new Setting<>(
            "host",
            Addresses.host(HostHeader.Kind.values()),
            HostHeader.Kind.REWRITE,
            "Host of requests to the upstream: rewrite (the target's), keep (the client's), or a name.");
    private static final Setting<Duration> CONNECT =
            time("connectTimeout", Timeouts.DEFAULT.connect(), "To have a connection, TLS included.");
    private static final Setting<Duration> FIRST_BYTE = time(
            "firstByteTimeout",
            Timeouts.DEFAULT.firstByte(),
            "From the request's last byte to the head of its answer.");
    private static final Setting<Duration> IDLE =
            time("idleTimeout", Timeouts.DEFAULT.idle(), "Without a byte in either direction while a body moves.");
    private static final Setting<Duration> TOTAL = new Setting<>(
            "totalTimeout",
            Scalars.duration(Duration.ZERO, LONGEST),
            Timeouts.DEFAULT.total(),
            "From the request to the head of its answer, and to the end of one that is held whole; 0s for no bound.");
    private static final Setting<Integer> MAX_CONNECTIONS = new Setting<>(
            "maxConnections",
            Scalars.wholeNumber(1, 65_535),
            DEFAULT.maxConnections(),
            "Connections to one target, for each event loop.");
    private static final Setting<Duration> DNS_REFRESH =
            time("dnsRefresh", DEFAULT.dnsRefresh(), "How often names are resolved anew.");
    private static final Setting<Http2> HTTP2 = new Setting<>(
            "http2",
            Scalars.oneOf(Http2.class),
            Http2.AUTO,
            "auto: over TLS, when both want it; off; prior-knowledge: at once, also without TLS.");

    private static final Setting<Integer> ATTEMPTS = new Setting<>(
            "retries.attempts",
            Scalars.wholeNumber(1, 10),
            RetrySettings.DEFAULT.attempts(),
            "At one request, the first one included; only where it is safe.");
    private static final Setting<Integer> BUDGET = new Setting<>(
            "retries.budgetPercent",
            Scalars.wholeNumber(0, 100),
            RetrySettings.DEFAULT.budgetPercent(),
            "How many retries there may be for 100 requests of the last ten seconds.");
    private static final Setting<Integer> MIN_PER_SECOND = new Setting<>(
            "retries.minPerSecond",
            Scalars.wholeNumber(0, 100_000),
            RetrySettings.DEFAULT.minPerSecond(),
            "Retries that are always free.");

    private static final Setting<Optional<String>> HEALTH_PATH = new Setting<>(
            "health.path",
            new OptionalType<>(Scalars.text("/[!-\"$-~]*", "a path from the root")),
            Optional.empty(),
            "Each target is asked for it by GET; a status of 2xx or 3xx is well. Absent: nobody is asked.");
    private static final Setting<Duration> HEALTH_INTERVAL =
            time("health.interval", HEALTH.interval(), "Between two requests to one target.");
    private static final Setting<Duration> HEALTH_TIMEOUT =
            time("health.timeout", HEALTH.timeout(), "To the head of the answer.");
    private static final Setting<Integer> HEALTHY_AFTER = new Setting<>(
            "health.healthyAfter", Scalars.wholeNumber(1, 100), HEALTH.healthyAfter(), "Good answers in a row.");
    private static final Setting<Integer> UNHEALTHY_AFTER = new Setting<>(
            "health.unhealthyAfter", Scalars.wholeNumber(1, 100), HEALTH.unhealthyAfter(), "Bad answers in a row.");

    private static final Setting<Integer> EJECTION_FAILURES = new Setting<>(
            "ejection.failures",
            Scalars.wholeNumber(0, 1_000),
            EjectionSettings.DEFAULT.failures(),
            "Failures in a row after which a target is left out; 0 for never.");
    private static final Setting<Duration> EJECTION_TIME = time(
            "ejection.time", EjectionSettings.DEFAULT.time(), "For how long the first time; longer when it goes on.");
    private static final Setting<Integer> EJECTION_PERCENT = new Setting<>(
            "ejection.maxPercent",
            Scalars.wholeNumber(0, 100),
            EjectionSettings.DEFAULT.maxPercent(),
            "Of the targets that may be out at once.");

    private static final Setting<Optional<Path>> TRUST =
            file("tls.trust", "PEM file of the authorities that are trusted; absent: those of the Java runtime.");
    private static final Setting<Optional<Path>> CERTIFICATE =
            file("tls.certificate", "PEM file of a certificate of our own, for those that ask for one.");
    private static final Setting<Optional<Path>> KEY = file("tls.key", "PEM file of its private key.");
    private static final Setting<Boolean> VERIFY = new Setting<>(
            "tls.verify", Scalars.bool(), true, "Whether certificate and host name are checked; false for tests only.");
    private static final Setting<Optional<String>> SERVER_NAME = new Setting<>(
            "tls.serverName",
            new OptionalType<>(Addresses.host()),
            Optional.empty(),
            "Asked for (SNI) and expected in the certificate; absent: the host of the target.");

    static final List<Member<UpstreamSettings, ?>> MEMBERS = List.of(
            new Member<>(TARGETS, UpstreamSettings::targets),
            new Member<>(HOST, UpstreamSettings::host),
            new Member<>(CONNECT, settings -> settings.timeouts().connect()),
            new Member<>(FIRST_BYTE, settings -> settings.timeouts().firstByte()),
            new Member<>(IDLE, settings -> settings.timeouts().idle()),
            new Member<>(TOTAL, settings -> settings.timeouts().total()),
            new Member<>(MAX_CONNECTIONS, UpstreamSettings::maxConnections),
            new Member<>(ATTEMPTS, settings -> settings.retries().attempts()),
            new Member<>(BUDGET, settings -> settings.retries().budgetPercent()),
            new Member<>(MIN_PER_SECOND, settings -> settings.retries().minPerSecond()),
            new Member<>(
                    HEALTH_PATH,
                    settings -> Optional.ofNullable(settings.health()).map(HealthSettings::path)),
            new Member<>(HEALTH_INTERVAL, settings -> health(settings, HealthSettings::interval)),
            new Member<>(HEALTH_TIMEOUT, settings -> health(settings, HealthSettings::timeout)),
            new Member<>(HEALTHY_AFTER, settings -> health(settings, HealthSettings::healthyAfter)),
            new Member<>(UNHEALTHY_AFTER, settings -> health(settings, HealthSettings::unhealthyAfter)),
            new Member<>(EJECTION_FAILURES, settings -> settings.ejection().failures()),
            new Member<>(EJECTION_TIME, settings -> settings.ejection().time()),
            new Member<>(EJECTION_PERCENT, settings -> settings.ejection().maxPercent()),
            new Member<>(DNS_REFRESH, UpstreamSettings::dnsRefresh),
            new Member<>(TRUST, settings -> Optional.ofNullable(settings.tls().trust())),
            new Member<>(
                    CERTIFICATE, settings -> Optional.ofNullable(settings.tls().certificate())),
            new Member<>(KEY, settings -> Optional.ofNullable(settings.tls().key())),
            new Member<>(VERIFY, settings -> settings.tls().verify()),
            new Member<>(
                    SERVER_NAME, settings -> Optional.ofNullable(settings.tls().serverName())),
            new Member<>(HTTP2, UpstreamSettings::http2));

    private UpstreamSetting() {}

    private static Setting<Duration> time(String key, Duration otherwise, String description) {
        return new Setting<>(key, Scalars.duration(SHORTEST, LONGEST), otherwise, description);
    }

    private static Setting<Optional<Path>> file(String key, String description) {
        return new Setting<>(key, new OptionalType<>(Addresses.path()), Optional.empty(), description);
    }

    private static <T> T health(UpstreamSettings settings, Function<HealthSettings, T> member) {
        return member.apply(settings.health() == null ? HEALTH : settings.health());
    }

    static UpstreamSettings from(Values values) {
        return new UpstreamSettings(
                values.get(TARGETS),
                "",
                values.get(HOST),
                new Timeouts(values.get(CONNECT), values.get(FIRST_BYTE), values.get(IDLE), values.get(TOTAL)),
                values.get(MAX_CONNECTIONS),
                new RetrySettings(values.get(ATTEMPTS), values.get(BUDGET), values.get(MIN_PER_SECOND)),
                health(values),
                new EjectionSettings(
                        values.get(EJECTION_FAILURES), values.get(EJECTION_TIME), values.get(EJECTION_PERCENT)),
                values.get(DNS_REFRESH),
                new TlsSettings(
                        values.get(TRUST).orElse(null),
                        values.get(CERTIFICATE).orElse(null),
                        values.get(KEY).orElse(null),
                        values.get(VERIFY),
                        values.get(SERVER_NAME).orElse(null)),
                values.get(HTTP2));
    }

    private static @Nullable HealthSettings health(Values values) {
        return values.get(HEALTH_PATH)
                .map(path -> new HealthSettings(
                        path,
                        values.get(HEALTH_INTERVAL),
                        values.get(HEALTH_TIMEOUT),
                        values.get(HEALTHY_AFTER),
                        values.get(UNHEALTHY_AFTER)))
                .orElse(null);
    }
}

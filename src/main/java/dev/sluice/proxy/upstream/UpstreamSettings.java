package dev.sluice.proxy.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backend behind the proxy. Bulkhead and breaker have settings of their own in {@code resilience}.
 *
 * @param targets at least one
 * @param basePath put before every path; empty or from the root, without a slash at its end
 * @param maxConnections to one target, for each event loop, from 1 to 65,535
 * @param health null: targets are not asked
 * @param dnsRefresh how often names are resolved anew
 */
public record UpstreamSettings(
        List<TargetSettings> targets,
        String basePath,
        HostHeader host,
        Timeouts timeouts,
        int maxConnections,
        RetrySettings retries,
        @Nullable HealthSettings health,
        EjectionSettings ejection,
        Duration dnsRefresh,
        TlsSettings tls,
        Http2 http2) {

    /** @throws IllegalArgumentException with one fault per line, each beginning with its key */
    public UpstreamSettings {
        targets = List.copyOf(targets);
        new SettingFaults()
                .when(targets.isEmpty(), "targets: none (expected: at least one)")
                .when(
                        !basePath.isEmpty() && (!basePath.startsWith("/") || basePath.endsWith("/")),
                        "basePath: expected a path from the root without a slash at its end")
                .when(
                        !basePath.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '?' && c != '#'),
                        "basePath: expected an encoded path, neither query nor fragment")
                .number("maxConnections", maxConnections, 1, 65_535)
                .time("dnsRefresh", dnsRefresh)
                .check();
    }

    /** One target, and the defaults of everything else. */
    public static UpstreamSettings of(String url) {
        return of(List.of(new TargetSettings(URI.create(url), 1)));
    }

    /** The defaults of everything else. */
    public static UpstreamSettings of(List<TargetSettings> targets) {
        return new UpstreamSettings(
                targets,
                "",
                HostHeader.Kind.REWRITE,
                Timeouts.DEFAULT,
                256,
                RetrySettings.DEFAULT,
                null,
                EjectionSettings.DEFAULT,
                Duration.ofSeconds(30),
                TlsSettings.DEFAULT,
                Http2.AUTO);
    }

    public UpstreamSettings withBasePath(String basePath) {
        return new UpstreamSettings(
                targets, basePath, host, timeouts, maxConnections, retries, health, ejection, dnsRefresh, tls, http2);
    }

    public UpstreamSettings withHost(HostHeader host) {
        return new UpstreamSettings(
                targets, basePath, host, timeouts, maxConnections, retries, health, ejection, dnsRefresh, tls, http2);
    }

    public UpstreamSettings withTimeouts(Timeouts timeouts) {
        return new UpstreamSettings(
                targets, basePath, host, timeouts, maxConnections, retries, health, ejection, dnsRefresh, tls, http2);
    }

    public UpstreamSettings withMaxConnections(int maxConnections) {
        return new UpstreamSettings(
                targets, basePath, host, timeouts, maxConnections, retries, health, ejection, dnsRefresh, tls, http2);
    }

    public UpstreamSettings withRetries(RetrySettings retries) {
        return new UpstreamSettings(
                targets, basePath, host, timeouts, maxConnections, retries, health, ejection, dnsRefresh, tls, http2);
    }

    public UpstreamSettings withHealth(@Nullable HealthSettings health) {
        return new UpstreamSettings(
                targets, basePath, host, timeouts, maxConnections, retries, health, ejection, dnsRefresh, tls, http2);
    }

    public UpstreamSettings withEjection(EjectionSettings ejection) {
        return new UpstreamSettings(
                targets, basePath, host, timeouts, maxConnections, retries, health, ejection, dnsRefresh, tls, http2);
    }

    public UpstreamSettings withDnsRefresh(Duration dnsRefresh) {
        return new UpstreamSettings(
                targets, basePath, host, timeouts, maxConnections, retries, health, ejection, dnsRefresh, tls, http2);
    }

    public UpstreamSettings withTls(TlsSettings tls, Http2 http2) {
        return new UpstreamSettings(
                targets, basePath, host, timeouts, maxConnections, retries, health, ejection, dnsRefresh, tls, http2);
    }
}

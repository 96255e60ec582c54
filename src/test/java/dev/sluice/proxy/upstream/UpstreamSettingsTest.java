package dev.sluice.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamSettingsTest {

    private static void refuses(ThrowingCallable making, String message) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "http://backend, false, backend, 80",
        "HTTP://backend:8080/, false, backend, 8080",
        "https://backend, true, backend, 443",
        "https://[::1]:8443, true, ::1, 8443"
    })
    void readsUrls(String url, boolean tls, String host, int port) {
        TargetSettings target = new TargetSettings(URI.create(url), 1);

        assertThat(target.tls()).isEqualTo(tls);
        assertThat(target.host()).isEqualTo(host);
        assertThat(target.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://backend",
                "backend:8080",
                "http:/backend",
                "http://user:secret@backend",
                "http://backend/base",
                "http://backend?x=1",
                "http://backend#top",
                "http://backend:0",
                "http://backend:65536"
            })
    void refusesUrlsThatSayLessOrMore(String url) {
        refuses(
                () -> new TargetSettings(URI.create(url), 1),
                "url: expected http:// or https://, a host and perhaps a port, and nothing else");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "/base/", "/", "/a b", "/a?b", "/a#b", "/ü"})
    void refusesBasePathsThatCannotBePutBeforeAPath(String path) {
        assertThatThrownBy(() -> UpstreamSettings.of("http://backend").withBasePath(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("basePath: expected ");
    }

    @Test
    void reportsAllFaultsAtOnce() {
        UpstreamSettings good = UpstreamSettings.of("http://backend");
        refuses(
                () -> new UpstreamSettings(
                        List.of(),
                        "base",
                        good.host(),
                        good.timeouts(),
                        0,
                        good.retries(),
                        null,
                        good.ejection(),
                        Duration.ZERO,
                        good.tls(),
                        good.http2()),
                """
                targets: none (expected: at least one)
                basePath: expected a path from the root without a slash at its end
                maxConnections: 0 (expected: from 1 to 65535)
                dnsRefresh: PT0S (expected: from 1 millisecond to 24 hours)""");
        refuses(() -> new TargetSettings(URI.create("http://backend"), 0), "weight: 0 (expected: from 1 to 1000)");
        refuses(
                () -> new Timeouts(Duration.ZERO, Duration.ofHours(25), Duration.ofNanos(1), Duration.ofMillis(-1)),
                """
                connectTimeout: PT0S (expected: from 1 millisecond to 24 hours)
                firstByteTimeout: PT25H (expected: from 1 millisecond to 24 hours)
                idleTimeout: PT0.000000001S (expected: from 1 millisecond to 24 hours)
                totalTimeout: PT-0.001S (expected: from 1 millisecond to 24 hours)""");
        refuses(() -> new RetrySettings(0, 101, -1), """
                retries.attempts: 0 (expected: from 1 to 10)
                retries.budgetPercent: 101 (expected: from 0 to 100)
                retries.minPerSecond: -1 (expected: from 0 to 100000)""");
        refuses(() -> new HealthSettings("health", Duration.ZERO, Duration.ZERO, 0, 101), """
                health.path: expected a path from the root, encoded
                health.interval: PT0S (expected: from 1 millisecond to 24 hours)
                health.timeout: PT0S (expected: from 1 millisecond to 24 hours)
                health.healthyAfter: 0 (expected: from 1 to 100)
                health.unhealthyAfter: 101 (expected: from 1 to 100)""");
        refuses(() -> new EjectionSettings(-1, Duration.ZERO, 101), """
                ejection.failures: -1 (expected: from 0 to 1000)
                ejection.time: PT0S (expected: from 1 millisecond to 24 hours)
                ejection.maxPercent: 101 (expected: from 0 to 100)""");
        refuses(() -> new TlsSettings(null, Path.of("own.pem"), null, true, " "), """
                tls.key: missing (expected: the key of tls.certificate)
                tls.serverName: empty (expected: a host name)""");
    }

    @Test
    void aTotalOfZeroIsNoBound() {
        Timeouts timeouts =
                new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO);

        assertThat(timeouts.total()).isZero();
    }
}

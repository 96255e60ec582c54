package dev.sluice.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.proxy.ForwardingSettings;
import dev.sluice.proxy.upstream.HealthSettings;
import dev.sluice.proxy.upstream.HostHeader;
import dev.sluice.proxy.upstream.Http2;
import dev.sluice.proxy.upstream.RetrySettings;
import dev.sluice.proxy.upstream.TargetSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamEntryTest {

    private static Settings settings(String yaml) throws SettingsException {
        return SettingsReader.read(Optional.of(new SettingsFile("sluice.yaml", yaml)), Map.of("PORT", "81"), List.of())
                .settings();
    }

    private static UpstreamEntry shop(String yaml) throws SettingsException {
        return Objects.requireNonNull(settings(yaml).upstreams().get("shop"));
    }

    @Test
    void everyMemberIsRead() throws SettingsException {
        UpstreamEntry shop = shop("""
                upstreams:
                  shop:
                    targets: [ "http://a:${PORT}", {url: "https://[::1]:8443", weight: 3} ]
                    basePath: /v2/
                    host: shop.example:81
                    websocket: true
                    maxAnswerSize: 1MiB
                    connectTimeout: 1s
                    maxConnections: 7
                    retries: {attempts: 1, budgetPercent: 0, minPerSecond: 2}
                    health: {path: /up?full=1, interval: 1s}
                    tls: {trust: ca.pem, certificate: me.pem, key: me.key, serverName: shop.example}
                    http2: prior-knowledge
                    breaker: {per: operation, failureRate: 20, minimumCalls: 3}
                """);

        assertThat(shop.servers().targets())
                .containsExactly(
                        new TargetSettings(URI.create("http://a:81"), 1),
                        new TargetSettings(URI.create("https://[::1]:8443"), 3));
        assertThat(shop.basePath()).contains("/v2");
        assertThat(shop.servers().basePath()).isEqualTo("/v2");
        assertThat(shop.forwarding())
                .isEqualTo(ForwardingSettings.DEFAULT
                        .withStripBasePath(true)
                        .withUpgrades(true)
                        .withMaxAnswerSize(1024 * 1024));
        assertThat(shop.servers().host()).isEqualTo(new HostHeader.Name("shop.example:81"));
        assertThat(shop.servers().timeouts().connect()).isEqualTo(Duration.ofSeconds(1));
        assertThat(shop.servers().timeouts().idle()).isEqualTo(Duration.ofSeconds(30));
        assertThat(shop.servers().maxConnections()).isEqualTo(7);
        assertThat(shop.servers().retries()).isEqualTo(new RetrySettings(1, 0, 2));
        assertThat(shop.servers().health())
                .isEqualTo(new HealthSettings("/up?full=1", Duration.ofSeconds(1), Duration.ofSeconds(2), 2, 3));
        assertThat(shop.servers().tls().key()).isEqualTo(Path.of("me.key"));
        assertThat(shop.servers().http2()).isEqualTo(Http2.PRIOR_KNOWLEDGE);
        assertThat(shop.breakerPer()).isEqualTo(UpstreamEntry.BreakerPer.OPERATION);
        assertThat(shop.breaker().failureRateThreshold()).isEqualTo(20);
    }

    @Test
    void isPrintedAsItIsRead() throws SettingsException {
        UpstreamEntry shop = shop(
                "upstreams: {shop: {targets: [{url: http://a, weight: 2}, http://b], basePath: /, retries: {attempts: 4}}}");

        String printed = UpstreamEntry.TYPE.print(shop);

        assertThat(shop("upstreams: {shop: " + printed + "}")).isEqualTo(shop);
        assertThat(printed).contains("retries: {attempts: 4}").doesNotContain("health", "tls");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{shop: {}} | sluice.yaml:1:19: upstreams.shop.targets: missing, expected an array of URLs",
                "{shop: {targets: []}} | sluice.yaml:1:19: upstreams.shop: targets: none (expected: at least one)",
                "{shop: {targets: [http://a/x]}} | sluice.yaml:1:30: upstreams.shop.targets[0]: expected http:// or https://, a host and perhaps a port, and nothing else",
                "{shop: {targets: [{weight: 2}]}} | sluice.yaml:1:30: upstreams.shop.targets[0].url: missing, expected http:// or https://, a host and perhaps a port, and nothing else",
                "{shop: {targets: [http://a], tls: 1}} | sluice.yaml:1:46: upstreams.shop.tls: found number, expected an object",
                "{shop: {targets: [http://a], tls: {cert: x}}} | sluice.yaml:1:47: upstreams.shop.tls.cert: unknown key, expected trust, certificate, key, verify, serverName",
                "{shop: {targets: [http://a], tls: {keyy: x}}} | sluice.yaml:1:47: upstreams.shop.tls.keyy: unknown key, did you mean tls.key?",
                "{shop: {targets: [http://a], tls: {key: x}}} | sluice.yaml:1:19: upstreams.shop: tls.certificate: missing (expected: the one of tls.key)",
                "{shop: {targets: [http://a], host: 'a b'}} | sluice.yaml:1:47: upstreams.shop.host: expected keep, rewrite, or a host and perhaps a port",
                "{shop: {targets: [http://a], breaker: {minimumCalls: 200}}} | sluice.yaml:1:19: upstreams.shop: minimumCalls: 200 (expected: from 1 to 100)",
                "{'a b': {targets: [http://a]}} | sluice.yaml:1:13: upstreams: expected a name of letters, digits, - and _ as key",
            })
    void tellsWhatIsWrong(String upstreams, String fault) {
        SettingsException wrong =
                catchThrowableOfType(SettingsException.class, () -> settings("upstreams: " + upstreams));

        assertThat(wrong.faults()).extracting(SettingsFault::toString).containsExactly(fault);
    }
}

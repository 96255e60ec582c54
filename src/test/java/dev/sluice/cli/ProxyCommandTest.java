package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.settings.ContractSettings;
import dev.sluice.app.settings.Settings;
import dev.sluice.app.settings.UpstreamEntry;
import dev.sluice.contract.Location;
import dev.sluice.proxy.upstream.HostHeader;
import dev.sluice.proxy.upstream.TargetSettings;
import dev.sluice.proxy.upstream.UpstreamSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyCommandTest {

    private final Terminal terminal = new Terminal();

    private Settings settings(String... arguments) {
        assertThat(terminal.run(arguments)).as(terminal.err()).isZero();
        return Optional.ofNullable(terminal.settings).orElseThrow();
    }

    private static UpstreamEntry upstream(Settings settings) {
        assertThat(settings.upstreams()).hasSize(1);
        return Objects.requireNonNull(settings.upstreams().get("upstream"));
    }

    @Test
    void servesItsContractInFrontOfAServer() {
        Settings settings = settings("proxy", "shop \"a\".yaml", "http://127.0.0.1:3000");

        assertThat(terminal.events).containsExactly("watch", "start", "await true", "stop");
        assertThat(settings.contracts())
                .containsExactly(new ContractSettings(
                        Location.of("shop \"a\".yaml"), ContractSettings.Backend.PROXY, Optional.of("upstream"), true));
        assertThat(upstream(settings).servers()).isEqualTo(UpstreamSettings.of("http://127.0.0.1:3000"));
        assertThat(upstream(settings).basePath()).isEmpty();
        assertThat(settings.rateLimits().asked()).isFalse();
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void severalServersAndAPath() {
        Settings settings = settings("proxy", "a.yaml", "https://a.internal/v2/", "https://b.internal:8443/v2/");

        assertThat(upstream(settings).servers().targets())
                .containsExactly(
                        new TargetSettings(URI.create("https://a.internal"), 1),
                        new TargetSettings(URI.create("https://b.internal:8443"), 1));
        assertThat(upstream(settings).basePath()).contains("/v2");
    }

    @Test
    void aPathOfOneSlashTakesTheBasePathAway() {
        assertThat(upstream(settings("proxy", "a.yaml", "http://a/")).basePath())
                .contains("/");
    }

    @Test
    void aHostAloneIsHttp() {
        assertThat(upstream(settings("proxy", "a.yaml", "localhost:3000")).servers())
                .isEqualTo(UpstreamSettings.of("http://localhost:3000"));
    }

    @Test
    void flagsReachTheSettings() {
        Settings settings = settings(
                "proxy",
                "a.yaml",
                "https://a",
                "--host-header",
                "keep",
                "--trust",
                "ca.pem",
                "--rate-limit",
                "5/s",
                "-w");

        UpstreamSettings servers = upstream(settings).servers();
        assertThat(servers.host()).isEqualTo(HostHeader.Kind.KEEP);
        assertThat(servers.tls().trust()).isEqualTo(Path.of("ca.pem"));
        assertThat(servers.tls().verify()).isTrue();
        assertThat(settings.watch()).isTrue();
        assertThat(settings.rateLimits().asked()).isTrue();
        assertThat(upstream(settings("proxy", "a.yaml", "https://a", "--insecure"))
                        .servers()
                        .tls()
                        .verify())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a",
                "http://",
                "http://user:hidden@a",
                "http://a?hidden=1",
                "http://a#hidden",
                "http://a b",
                "::",
                "",
                "http://a:99999"
            })
    void refusesWhatIsNoServer(String url) {
        assertThat(terminal.run("proxy", "a.yaml", url)).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("expected").doesNotContain("hidden");
        assertThat(terminal.events).doesNotContain("start");
    }

    @Test
    void refusesServersWithDifferentPaths() {
        assertThat(terminal.run("proxy", "a.yaml", "http://a/x", "http://b/y")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("UPSTREAMs with different paths (expected: one path)");
    }
}

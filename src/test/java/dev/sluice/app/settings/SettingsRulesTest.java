package dev.sluice.app.settings;

import static dev.sluice.app.settings.ReadSettings.NONE;
import static dev.sluice.app.settings.ReadSettings.faults;
import static dev.sluice.app.settings.ReadSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are right by themselves, and wrong together. */
class SettingsRulesTest {

    @Test
    void rulesBetweenSettingsAreReportedWhereOneOfThemIsGiven() {
        assertThat(faults("breaker: {windowSize: 10}", NONE))
                .extracting(SettingsFault::toString)
                .containsExactly("sluice.yaml:1:23: breaker.minimumCalls: expected at most breaker.windowSize");
        assertThat(faults("", Map.of("SLUICE_BREAKER_MINIMUM_CALLS", "101")))
                .extracting(SettingsFault::where)
                .containsExactly("SLUICE_BREAKER_MINIMUM_CALLS");
        assertThat(faults("", Map.of("SLUICE_LISTEN_PORT", "7070", "SLUICE_CONTROL_PORT", "7070")))
                .extracting(SettingsFault::toString)
                .containsExactly("SLUICE_CONTROL_PORT: control.port: expected another port than listen.port");
    }

    @Test
    void thePortOfTheServiceIsAnotherOne() throws SettingsException {
        assertThat(faults("service: {listenPort: 8080}", NONE))
                .extracting(SettingsFault::toString)
                .containsExactly("sluice.yaml:1:23: service.listenPort: expected another port than listen.port");
        assertThat(faults("service: {listenPort: 7070}", Map.of("SLUICE_CONTROL_PORT", "7070")))
                .extracting(SettingsFault::key)
                .containsExactly("service.listenPort");
        // nobody listens on the one, and the other moves on
        assertThat(settings("service: {listenPort: 8080, only: true}", NONE, List.of())
                        .service()
                        .port())
                .contains(8080);
        assertThat(settings("service: {listenPort: 9090}", NONE, List.of())
                        .service()
                        .port())
                .contains(9090);
    }

    @Test
    void aServiceThatOthersReachAsksForAToken() throws SettingsException {
        String open = "control: {auth: off}\nservice: {listenPort: 0, listenHost: 0.0.0.0%s}";

        assertThat(faults(open.formatted(""), NONE))
                .extracting(SettingsFault::key)
                .containsExactly("service.listenHost");
        assertThat(settings(open.formatted(", token: a-token-of-callers"), NONE, List.of())
                        .service()
                        .host())
                .isEqualTo("0.0.0.0");
    }

    @Test
    void theTokenOfTheServiceIsAnotherThanTheOperators() throws SettingsException {
        String same = "control: {token: hidden-hidden-hidden}\nservice: {listenPort: 0, token: hidden-hidden-%s}";

        assertThat(faults(same.formatted("hidden"), NONE))
                .extracting(SettingsFault::toString)
                .containsExactly(
                        "sluice.yaml:2:33: service.token: expected another token than control.token: it does not"
                                + " open the control port");
        assertThat(settings(same.formatted("other"), NONE, List.of()).service().token())
                .isPresent();
    }

    @Test
    void contradictionsAreToldTogetherWithBadValues() {
        assertThat(faults("""
                        listen: {port: x}
                        tls: {key: a.pem}
                        control:
                          auth: off
                          host: 0.0.0.0
                        breaker: {windowSize: 10}
                        rateLimits: {mode: never}
                        contracts: [{file: a.yaml, backend: proxy, upstream: shop}, {file: b.yaml, backend: mock}]
                        upstreams: {store: {targets: [http://a]}, pay: {targets: [http://b]}}
                        """, NONE))
                .extracting(SettingsFault::toString)
                .containsExactlyInAnyOrder(
                        "sluice.yaml:1:16: listen.port: found string, expected a whole number from 0 to 65535",
                        "sluice.yaml:7:20: rateLimits.mode: expected one of enforce, warn, off",
                        "sluice.yaml:2:12: tls.certificate: expected a file, since tls.key is set",
                        "sluice.yaml:4:9: control.auth: expected token, since control.host is not on loopback"
                                + " (127.0.0.1, ::1, localhost)",
                        "sluice.yaml:6:23: breaker.minimumCalls: expected at most breaker.windowSize",
                        "sluice.yaml:8:12: contracts: expected for contracts[0] an upstream that there is: one of pay,"
                                + " store");
    }

    @Test
    void whatCouldNotBeReadContradictsNothing() {
        for (String text : List.of(
                "breaker: {minimumCalls: 101, windowSize: x}",
                "breaker: {minimumCalls: 101, windowsize: 200}",
                "tls: {key: a.pem, certificate: ' '}",
                "tls: {key: a.pem, certificat: a.pem}",
                "{contracts: [{file: a.yaml, backend: proxy}], upstreams: {shop: {targets: [ftp://a]}}}",
                "{contracts: [{file: a.yaml, backend: proxy}], upstream: {shop: {targets: [http://a]}}}")) {
            assertThat(faults(text, NONE)).as(text).hasSize(1);
        }
        // a file that is no YAML might have said the other half
        assertThat(faults("tls: {certificate: a.pem", Map.of("SLUICE_TLS_KEY", "a.pem")))
                .extracting(SettingsFault::where)
                .allMatch(where -> where.startsWith("sluice.yaml"));
    }

    @Test
    void tlsNeedsWhatBelongsTogether() {
        assertThat(faults("tls: {certificate: a.pem}", NONE))
                .extracting(SettingsFault::toString)
                .containsExactly("sluice.yaml:1:20: tls.key: expected a file, since tls.certificate is set");
        assertThat(faults("tls: {key: a.pem}", NONE))
                .extracting(SettingsFault::toString)
                .containsExactly("sluice.yaml:1:12: tls.certificate: expected a file, since tls.key is set");
        assertThat(faults("tls: {clientAuth: request, clientCertificates: a.pem}", NONE))
                .extracting(SettingsFault::toString)
                .containsExactly("sluice.yaml:1:19: tls.clientAuth: expected none, or tls.certificate");
        assertThat(faults("tls: {clientAuth: require}", NONE))
                .extracting(SettingsFault::toString)
                .containsExactly(
                        "sluice.yaml:1:19: tls.clientAuth: expected none, or tls.certificate",
                        "sluice.yaml:1:19: tls.clientAuth: expected none, or tls.clientCertificates");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auth: {tokens: a.txt} | 1:16: auth.scheme: expected token, since auth.tokens is set",
                "auth: {tokens: a.txt, scheme: none} | 1:31: auth.scheme: expected token, since auth.tokens is set",
                "auth: {scheme: token} | 1:16: auth.tokens: expected a file, since auth.scheme is token",
                "'{auth: {scheme: token, tokens: a.txt}, mock: {security: off}}' | 1:57: mock.security: expected presence,"
                        + " since auth.scheme asks callers of mocks, too",
            })
    void callersAreAskedInOneWay(String text, String expected) {
        assertThat(faults(text, NONE)).extracting(SettingsFault::toString).containsExactly("sluice.yaml:" + expected);
    }

    @Test
    void certificatesOfCallersAreAskedFor() throws SettingsException {
        String reason = ", since auth.scheme is certificate";
        assertThat(faults("auth: {scheme: certificate}", NONE))
                .extracting(SettingsFault::toString)
                .containsExactly(
                        "sluice.yaml:1:16: tls.certificate: expected a file" + reason,
                        "sluice.yaml:1:16: tls.clientCertificates: expected a file" + reason,
                        "sluice.yaml:1:16: tls.clientAuth: expected request or require" + reason);
        assertThat(faults("""
                        tls: {certificate: a.pem, key: a.key, clientCertificates: b.pem, clientAuth: none}
                        auth: {scheme: certificate}
                        """, NONE))
                .extracting(SettingsFault::toString)
                .containsExactly("sluice.yaml:1:78: tls.clientAuth: expected request or require" + reason);
        assertThat(settings("""
                        tls: {certificate: a.pem, key: a.key, clientCertificates: b.pem, clientAuth: request}
                        auth: {scheme: certificate}
                        """, NONE, List.of()).auth().scheme()).isEqualTo(AuthSettings.Scheme.CERTIFICATE);
    }

    @Test
    void mocksThatAskForNothingDoNotGoWithCallersThatAreKnown() {
        List<Flag> flags = List.of(
                new Flag("--no-security", "mock.security", "off"),
                new Flag("--flag", "auth.scheme", "token"),
                new Flag("--flag", "auth.tokens", "a.txt"));

        assertThatThrownBy(() -> settings("", NONE, flags))
                .hasMessageContaining("--no-security: mock.security: expected presence");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.ndjson", "./a.ndjson", "b/../a.ndjson", "absolute"})
    void aRecordingIsAnotherFileThanTheAccessLog(String access) throws SettingsException {
        String same =
                access.equals("absolute") ? Path.of("a.ndjson").toAbsolutePath().toString() : access;
        assertThat(faults("record: {file: a.ndjson}\nlog: {access: '" + same + "'}", NONE))
                .extracting(SettingsFault::toString)
                .containsExactly("sluice.yaml:1:16: record.file: expected another file than log.access");
        assertThat(settings("record: {file: a.ndjson}\nlog: {access: 'b/" + access + "'}", NONE, List.of())
                        .recording()
                        .file())
                .contains(Path.of("a.ndjson"));
    }

    @Test
    void standardOutputIsNoFileThatTheAccessLogShares() throws SettingsException {
        Settings settings = settings("record: {file: '-'}\nlog: {access: '-'}", NONE, List.of());

        // told at the start, as what it is
        assertThat(settings.recording().file()).contains(Path.of("-"));
    }

    @Test
    void aRedisHasOneAddressAndAClusterNodesThatAreAlike() throws SettingsException {
        String cluster = "rateLimits: {redis: {type: cluster, url: %s}}";
        String one = "rateLimits: {redis: {url: %s}}";

        assertThat(settings(one.formatted("'redis://a'"), NONE, List.of())
                        .rateLimits()
                        .redis()
                        .url())
                .hasSize(1);
        assertThat(settings(cluster.formatted("['redis://a', 'redis://b:1']"), NONE, List.of())
                        .rateLimits()
                        .redis()
                        .url())
                .hasSize(2);
        assertThat(settings(
                                cluster.formatted("'redis://a'"),
                                Map.of("SLUICE_RATE_LIMITS_REDIS_URL", "redis://a,redis://b,redis://c"),
                                List.of())
                        .rateLimits()
                        .redis()
                        .url())
                .hasSize(3);
        for (String wrong : List.of(
                one.formatted("['redis://a', 'redis://b']"),
                one.formatted("[]"),
                cluster.formatted("'redis://a/1'"),
                cluster.formatted("['redis://a', 'rediss://b']"),
                cluster.formatted("['redis://u@a', 'redis://b']"))) {
            assertThat(faults(wrong, NONE))
                    .as(wrong)
                    .extracting(SettingsFault::key)
                    .containsExactly("rateLimits.redis.url");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "'::1'", "localhost"})
    void aControlPortOnLoopbackNeedsNoToken(String host) throws SettingsException {
        Settings settings = settings("control: {auth: off, host: " + host + "}", NONE, List.of());

        assertThat(settings.control().auth()).isEqualTo(ControlSettings.Auth.OFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "'::'", "10.0.0.1", "127.example", "127.0.0.1.example"})
    void aControlPortThatOthersReachAsksForAToken(String host) {
        assertThat(faults("control: {auth: off, host: " + host + "}", NONE))
                .extracting(SettingsFault::toString)
                .containsExactly("sluice.yaml:1:17: control.auth: expected token, since control.host is not on loopback"
                        + " (127.0.0.1, ::1, localhost)");
    }
}

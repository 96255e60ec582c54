package dev.sluice.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.contract.Location;
import dev.sluice.contract.RateWindow;
import dev.sluice.contract.ValidationPlan;
import dev.sluice.postgres.StoreAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

    private static final Map<String, String> NONE = Map.of();

    @Test
    void withoutAnySourceTheDefaultsHold() throws SettingsException {
        LoadedSettings loaded = SettingsReader.read(Optional.empty(), NONE, List.of());

        assertThat(loaded.settings()).isEqualTo(Settings.defaults());
        assertThat(loaded.warnings()).isEmpty();
    }

    @Test
    void flagWinsOverEnvironmentOverFileOverDefault() throws SettingsException {
        String file = "listen: {port: 1}";
        Map<String, String> environment = Map.of("SLUICE_LISTEN_PORT", "2");
        List<Flag> flags = List.of(new Flag("--port", "listen.port", "3"));

        assertThat(settings("", NONE, List.of()).listen().port()).isEqualTo(8080);
        assertThat(settings(file, NONE, List.of()).listen().port()).isEqualTo(1);
        assertThat(settings(file, environment, List.of()).listen().port()).isEqualTo(2);
        assertThat(settings(file, environment, flags).listen().port()).isEqualTo(3);
    }

    @Test
    void aBadValueIsAFaultAlsoWhereAnotherSourceWins() {
        List<SettingsFault> faults = faults("listen: {port: x}", Map.of("SLUICE_LISTEN_PORT", "2"));

        assertThat(faults)
                .extracting(SettingsFault::toString)
                .containsExactly(
                        "sluice.yaml:1:16: listen.port: found string, expected a whole number from 0 to 65535");
    }

    @Test
    void aFlagIsNamedInItsFault() {
        SettingsException exception = catchThrowableOfType(
                SettingsException.class,
                () -> settings("", NONE, List.of(new Flag("--port", "listen.port", "eighty"))));

        assertThat(exception).hasMessage("--port: listen.port: expected a whole number from 0 to 65535");
    }

    @Test
    void knowsWhetherTheControlPortWasAskedFor() throws SettingsException {
        Map<String, String> environment = Map.of("SLUICE_CONTROL_PORT", "9090");
        List<Flag> flags = List.of(new Flag("--control-port", "control.port", "9090"));

        assertThat(settings("", NONE, List.of()).control().portAsked()).isFalse();
        assertThat(settings("control: {port: 9090}", NONE, List.of()).control().portAsked())
                .isTrue();
        assertThat(settings("", environment, List.of()).control().portAsked()).isTrue();
        assertThat(settings("", NONE, flags).control().portAsked()).isTrue();
    }

    @Test
    void unknownKeysAreFaultsAtTheKeyWithTheNearestKnownOne() {
        String file = """
                listen:
                  prot: 80
                maxBodySize: 1MiB
                lissten: {}
                store:
                  completelyElse: 1
                """;

        assertThat(faults(file, NONE))
                .extracting(SettingsFault::toString)
                .containsExactly(
                        "sluice.yaml:2:3: listen.prot: unknown key, did you mean listen.port?",
                        "sluice.yaml:3:1: maxBodySize: unknown key, did you mean http.maxBodySize?",
                        "sluice.yaml:4:1: lissten: unknown key, did you mean listen?",
                        "sluice.yaml:6:3: store.completelyElse: unknown key");
    }

    @Test
    void anUnknownVariableIsAWarning() throws SettingsException {
        Map<String, String> environment =
                Map.of("SLUICE_LISTEN_PROT", "80", "SLUICE_JAVA_OPTS", "-Xmx1g", "SLUICE_X", "", "OTHER", "1");

        LoadedSettings loaded = SettingsReader.read(Optional.empty(), environment, List.of());

        assertThat(loaded.warnings())
                .containsExactly(
                        "SLUICE_LISTEN_PROT: unknown variable, did you mean SLUICE_LISTEN_PORT?",
                        "SLUICE_X: unknown variable");
    }

    @Test
    void aFileThatIsNoYamlIsReportedWithTheFaultsOfTheEnvironment() {
        List<SettingsFault> faults = faults("listen: [\n", Map.of("SLUICE_STORE_POOL_SIZE", "0"));

        assertThat(faults).hasSize(2);
        assertThat(faults.get(0).where()).startsWith("sluice.yaml:");
        assertThat(faults.get(1).where()).isEqualTo("SLUICE_STORE_POOL_SIZE");
    }

    @Test
    void aDoubleKeyIsAFault() {
        assertThat(faults("log:\n  level: info\n  level: warn\n", NONE))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.where()).isEqualTo("sluice.yaml:3:3");
                    assertThat(fault.key()).startsWith("log");
                });
    }

    @Test
    void aFileOfCommentsAndASectionOfCommentsSetNothing() throws SettingsException {
        assertThat(settings("# nothing\n\n  # at all\n", NONE, List.of())).isEqualTo(Settings.defaults());
        assertThat(settings("listen:\n  # port: 1\n", NONE, List.of())).isEqualTo(Settings.defaults());
    }

    @Test
    void aSectionThatIsNoObjectIsAFault() {
        assertThat(faults("listen: 8080", NONE))
                .extracting(SettingsFault::toString)
                .containsExactly("sluice.yaml:1:9: listen: found number, expected an object");
        assertThat(faults("- listen", NONE))
                .extracting(SettingsFault::toString)
                .containsExactly("sluice.yaml:1:1: found array, expected an object");
    }

    @Test
    void aContractHasModesOfItsOwn() throws SettingsException {
        String file = "contracts: [{file: a.yaml, validation: {response: report}}, {file: b.yaml}]\n";

        List<ContractSettings> contracts = settings(file, NONE, List.of()).contracts();

        assertThat(contracts.get(0).validation()).isEqualTo(new ValidationPlan(null, ValidationPlan.Mode.REPORT));
        assertThat(contracts.get(1).validation()).isEqualTo(ValidationPlan.NONE);
        assertThat(faults("contracts: [{file: a.yaml, validation: {request: warn, answer: off}}]\n", NONE))
                .extracting(SettingsFault::toString)
                .containsExactly(
                        "sluice.yaml:1:50: contracts[0].validation.request: expected one of block, report, off",
                        "sluice.yaml:1:56: contracts[0].validation.answer: unknown key, expected request, response");
    }

    @Test
    void faultsInsideOfListsAndObjectsNameThePlaceOfTheItem() {
        String file = """
                contracts:
                  - {file: a.yaml, backend: stove}
                  - {fail: a.yaml}
                rateLimits:
                  default: [1/s, often]
                  projects:
                    a b: [1/s]
                    p: [x/s]
                """;

        assertThat(faults(file, NONE))
                .extracting(SettingsFault::toString)
                .containsExactly(
                        "sluice.yaml:2:29: contracts[0].backend: expected one of store, mock, proxy",
                        "sluice.yaml:3:6: contracts[1].fail: unknown key, expected file, registry, backend, upstream,"
                                + " contractDecides, validation",
                        "sluice.yaml:5:18: rateLimits.default[1]: expected a quota per window, such as 100/s, 50/10s or"
                                + " 100000/d",
                        "sluice.yaml:7:5: rateLimits.projects: expected a project id of 1 to 64 characters A-Z a-z 0-9 . _"
                                + " ~ - as key",
                        "sluice.yaml:8:9: rateLimits.projects.p[0]: expected a quota per window, such as 100/s, 50/10s or"
                                + " 100000/d");
    }

    @Test
    void readsListsAndObjectsFromVariables() throws SettingsException {
        Settings settings = settings(
                "",
                Map.of(
                        "SLUICE_RATE_LIMITS_DEFAULT", "100/s, 1000/d",
                        "SLUICE_RATE_LIMITS_PROJECTS", "{p: [5/s]}",
                        "SLUICE_CONTRACTS", "[{file: a.yaml, backend: store}, {file: b.yaml}]"),
                List.of());

        assertThat(settings.rateLimits().windows())
                .contains(
                        List.of(new RateWindow(100, Duration.ofSeconds(1)), new RateWindow(1000, Duration.ofDays(1))));
        assertThat(settings.rateLimits().projects())
                .isEqualTo(Map.of("p", List.of(new RateWindow(5, Duration.ofSeconds(1)))));
        assertThat(settings.contracts())
                .containsExactly(
                        new ContractSettings(Location.of("a.yaml"), ContractSettings.Backend.STORE),
                        new ContractSettings(Location.of("b.yaml"), ContractSettings.Backend.STORE));
    }

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

    @Test
    void completesTextsFromTheEnvironment() throws SettingsException {
        String file = """
                listen:
                  port: ${PORT:-7000}
                  host: "${HOST}"
                store:
                  url: postgresql://u:${PASSWORD}@db/${NAME:-sluice}
                  data: /$$/${EMPTY:-folder}
                rateLimits:
                  default: ${LIMITS:-1/s,5/h}
                """;

        Settings settings = settings(file, Map.of("HOST", "::1", "PASSWORD", "p%40ss", "EMPTY", ""), List.of());

        assertThat(settings.listen()).isEqualTo(new ListenSettings("::1", 7000, 0, true, false));
        assertThat(settings.store().url())
                .hasValueSatisfying(
                        address -> assertThat(address.password().value()).isEqualTo("p@ss"));
        assertThat(settings.store().url()).map(StoreAddress::database).contains("sluice");
        assertThat(settings.store().data()).contains(Path.of("/$/folder"));
        assertThat(settings.rateLimits().windows())
                .contains(List.of(new RateWindow(1, Duration.ofSeconds(1)), new RateWindow(5, Duration.ofHours(1))));
    }

    @Test
    void whatCannotBeCompletedIsAFault() {
        String file = """
                listen:
                  host: ${MISSING}
                  port: ${MISSING:-x}
                store:
                  region: a$b
                  data: ${ not a name }
                """;

        assertThat(faults(file, NONE))
                .extracting(SettingsFault::toString)
                .containsExactly(
                        "sluice.yaml:2:9: listen.host: the variable MISSING is not set and has no default, expected"
                                + " ${MISSING:-default}",
                        "sluice.yaml:3:9: listen.port: expected a whole number from 0 to 65535",
                        "sluice.yaml:5:11: store.region: a lone dollar sign, expected ${NAME}, ${NAME:-default} or $$",
                        "sluice.yaml:6:9: store.data: a lone dollar sign, expected ${NAME}, ${NAME:-default} or $$");
    }

    @Test
    void noTextShowsAPassword() throws SettingsException {
        String file = "store: {url: 'postgresql://me:hidden@db:5433/sluice'}";

        Settings settings = settings(file, NONE, List.of());

        assertThat(settings.toString()).doesNotContain("hidden").contains("db", "5433");
        assertThat(faults("store: {url: 'postgresql://me:hid den@db/sluice'}", NONE)
                        .toString())
                .doesNotContain("den");
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

    private static Settings settings(String text, Map<String, String> environment, List<Flag> flags)
            throws SettingsException {
        return SettingsReader.read(Optional.of(new SettingsFile("sluice.yaml", text)), environment, flags)
                .settings();
    }

    private static List<SettingsFault> faults(String text, Map<String, String> environment) {
        return catchThrowableOfType(SettingsException.class, () -> settings(text, environment, List.of()))
                .faults();
    }
}

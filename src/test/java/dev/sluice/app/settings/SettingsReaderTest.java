package dev.sluice.app.settings;

import static dev.sluice.app.settings.ReadSettings.NONE;
import static dev.sluice.app.settings.ReadSettings.faults;
import static dev.sluice.app.settings.ReadSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;
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

class SettingsReaderTest {

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
}

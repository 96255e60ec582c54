package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.ReloadFailure;
import dev.sluice.app.ReloadListener;
import dev.sluice.app.settings.ContractSettings;
import dev.sluice.app.settings.MockSettings;
import dev.sluice.app.settings.Settings;
import dev.sluice.contract.Faults;
import dev.sluice.contract.Latency;
import dev.sluice.contract.Location;
import dev.sluice.contract.RateWindow;
import dev.sluice.document.Fault;
import dev.sluice.document.Place;
import dev.sluice.document.UrlPrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MockCommandTest {

    private final Terminal terminal = new Terminal();

    private Settings settings(String... arguments) {
        assertThat(terminal.run(arguments)).as(terminal.err()).isZero();
        return Optional.ofNullable(terminal.settings).orElseThrow();
    }

    /** Whoever asks for a mock gets one, whatever the contract says of its backends. */
    private static ContractSettings mocked(Location file) {
        return new ContractSettings(file, ContractSettings.Backend.MOCK, Optional.empty(), false);
    }

    @Test
    void servesItsContractsUntilItIsToldToStop() {
        Settings settings = settings("mock", "a.yaml", "sub folder/b.yaml");

        assertThat(terminal.events).containsExactly("watch", "start", "await true", "stop");
        assertThat(settings.contracts())
                .containsExactly(mocked(Location.of("a.yaml")), mocked(Location.of(Path.of("sub folder", "b.yaml"))));
        assertThat(settings.mock()).isEqualTo(Settings.defaults().mock());
        assertThat(settings.watch()).isFalse();
        assertThat(settings.log().access()).isEmpty();
        assertThat(settings.rateLimits().asked()).isFalse();
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void aFileThatIsGivenTwiceIsServedOnce() {
        Settings settings = settings("mock", "a.yaml", "b.yaml", "x/../a.yaml", "./b.yaml");

        assertThat(settings.contracts())
                .extracting(ContractSettings::file)
                .containsExactly(Location.of("a.yaml"), Location.of("b.yaml"));
        assertThat(terminal.err().lines())
                .containsExactly(
                        "warning: x/../a.yaml: given twice, served once",
                        "warning: ./b.yaml: given twice, served once");
    }

    @ParameterizedTest
    @CsvSource({
        "it's.yaml",
        "'a\"b\\c.yaml'",
        "'{x}: [y], #z.yaml'",
        "ümläut-\u4e2d.yaml",
        "'$HOME/${A}.yaml'",
        "a\u0085b"
    })
    void anyNameOfAFileReachesTheSettings(String file) {
        assertThat(settings("mock", file).contracts())
                .extracting(ContractSettings::file)
                .containsExactly(Location.of(file));
    }

    @Test
    void flagsReachTheSettings() {
        Settings settings = settings(
                "mock",
                "a.yaml",
                "-p",
                "0",
                "--host",
                "::1",
                "--control-port=7001",
                "--fetch",
                "https://a.example/x",
                "--fetch=http://B.example:80/",
                "--dynamic",
                "--seed",
                "7",
                "--echo",
                "--no-security",
                "--stateful",
                "--latency",
                "p50=20ms,p99=200ms",
                "--fault",
                "reset=1%,slow:5s=2%",
                "--fault=truncate=0.5%",
                "--rate-limit",
                "100/s",
                "--rate-limit=5000/h",
                "--access-log",
                "log.jsonl",
                "-w");

        assertThat(settings.listen().port()).isZero();
        assertThat(settings.listen().host()).isEqualTo("::1");
        assertThat(settings.control().port()).isEqualTo(7001);
        assertThat(settings.fetch().from())
                .containsExactly(UrlPrefix.parse("https://a.example/x"), UrlPrefix.parse("http://b.example"));
        assertThat(settings.mock().dynamic()).isTrue();
        assertThat(settings.mock().seed()).isEqualTo(7);
        assertThat(settings.mock().echo()).isTrue();
        assertThat(settings.mock().security()).isEqualTo(MockSettings.Security.OFF);
        assertThat(settings.mock().stateful()).isTrue();
        assertThat(settings.mock().latency()).isEqualTo(Latency.parse("p50=20ms,p99=200ms"));
        assertThat(settings.mock().faults()).isEqualTo(Faults.parse("reset=1%,slow:5s=2%,truncate=0.5%"));
        assertThat(settings.rateLimits().windows())
                .contains(List.of(RateWindow.parse("100/s"), RateWindow.parse("5000/h")));
        assertThat(settings.rateLimits().asked()).isTrue();
        assertThat(settings.log().access()).contains(Path.of("log.jsonl"));
        assertThat(settings.watch()).isTrue();
    }

    @Test
    void anAccessLogWithoutAFileIsStandardOutput() {
        assertThat(settings("mock", "a.yaml", "--access-log").log().access()).contains(Path.of("-"));
    }

    @Test
    void standardInputIsAContract() {
        assertThat(settings("mock", "-").contracts().get(0).file()).isEqualTo(Location.of("/dev/stdin"));
    }

    @Test
    void aFlagBeatsTheEnvironmentAndThatTheFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("s.yaml"),
                "contracts: [{file: other.yaml}]\nmock: {seed: 1, echo: true, dynamic: true}\nlisten: {port: 1}\n");
        terminal.environment.put("SLUICE_MOCK_SEED", "2");
        terminal.environment.put("SLUICE_MOCK_DYNAMIC", "false");

        Settings settings = settings("mock", "-c", file.toString(), "--seed", "3", "a.yaml");

        assertThat(settings.mock().dynamic()).isFalse();
        assertThat(settings.mock().seed()).isEqualTo(3);
        assertThat(settings.mock().echo()).isTrue();
        assertThat(settings.mock().security()).isEqualTo(MockSettings.Security.PRESENCE);
        assertThat(settings.contracts()).extracting(ContractSettings::file).containsExactly(Location.of("a.yaml"));
        assertThat(settings.listen().port()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mock                        | sluice: Missing required parameter: 'CONTRACT'",
                "mock --access-log a.yaml    | sluice: Missing required parameter: 'CONTRACT'",
                "mock - a.yaml -             | sluice: standard input can be read only once",
                "mock --rate-limit           | sluice: Missing required parameter for option '--rate-limit' (QUOTA)",
                "mock a.yaml --seed          | sluice: Missing required parameter for option '--seed' (N)",
                "mock a.yaml --fetch x       | --fetch: fetch.from[0]: expected the beginning of http or https URLs",
                "mock a.yaml --rate-limit 1  | --rate-limit: rateLimits.default[0]: expected a quota per window",
                "mock a.yaml --seed x        | --seed: mock.seed: expected a whole number",
                "mock a.yaml --latency p50=2ms,p95=3ms | --latency: mock.latency: 'p95=3ms' is no part of a latency, expected",
                "mock a.yaml --latency p50=2ms,p99=3 | --latency: mock.latency: '3' is no duration, expected a duration",
                "mock a.yaml --fault reset=1% --fault rest=2% | --fault: mock.faults: 'rest' is no fault, expected reset",
                "mock a.yaml --fault reset=1%,slow:5=2% | --fault: mock.faults: '5' is no duration, expected a duration",
                "mock a.yaml -p eighty       | --port: listen.port: expected a whole number",
                "mock a.yaml --dynamic=maybe | sluice: Invalid value for option '--dynamic'"
            })
    void whatCannotBeRunIsTwo(String line, String message) {
        assertThat(terminal.run(line.split(" +", -1))).isEqualTo(2);

        assertThat(terminal.err()).startsWith(message);
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.events).isEmpty();
    }

    @Test
    void aContractThatChangesIsToldAsCheckTellsIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), "openapi: 3.1.0\npaths: 7\n");
        settings("mock", file.toString());
        ReloadListener listener = Objects.requireNonNull(terminal.listener);

        listener.replaced(file.toString(), 1, List.of(), Duration.ofMillis(12));
        listener.kept(new ReloadFailure(
                file.toString(),
                ReloadFailure.Kind.FAULTS,
                List.of(new Fault(new Place(file.toString(), 2, 8), "/paths", "number (expected: object)", null)),
                List.of(),
                Duration.ofMillis(3),
                null));
        listener.kept(new ReloadFailure(
                file.toString(),
                ReloadFailure.Kind.UNREADABLE,
                List.of(new Fault(new Place(file.toString(), 1, 1), "", "cannot be read: no such file", null)),
                List.of(),
                Duration.ofMillis(3),
                null));

        assertThat(terminal.err().lines())
                .containsExactly(
                        file + ": ok, 1 operation, 0 faults, 0 warnings, 12 ms",
                        file + ": serves from now on",
                        file + ":2:8: error: /paths: number (expected: object)",
                        "    paths: 7",
                        "           ^",
                        file + ": cannot be used, 1 fault, 0 warnings, 3 ms",
                        file + ": the contract of before goes on",
                        file + ": cannot be read: no such file",
                        file + ": the contract of before goes on");
    }
}

package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    private final Terminal terminal = new Terminal();

    @Test
    void servesUntilItIsToldToStopAndEndsWithZero() {
        int code = terminal.run("serve");

        assertThat(code).isZero();
        assertThat(terminal.events).containsExactly("watch", "start", "await true", "stop");
        assertThat(terminal.settings).isEqualTo(Settings.defaults());
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void flagsReachTheSettings(@TempDir Path folder) {
        String data = folder.resolve("with a space").toString();

        int code = terminal.run("serve", "-p", "0", "--host", "::1", "--control-port=7001", "--data", data);

        assertThat(code).isZero();
        assertThat(terminal.settings).isNotNull();
        Settings settings = Optional.ofNullable(terminal.settings).orElseThrow();
        assertThat(settings.listen().port()).isZero();
        assertThat(settings.listen().host()).isEqualTo("::1");
        assertThat(settings.control().port()).isEqualTo(7001);
        assertThat(settings.control().portAsked()).isTrue();
        assertThat(settings.store().data()).contains(Path.of(data));
    }

    @Test
    void theFlagsOfTheServiceAloneAreThoseOfItsOwnPort() {
        int code = terminal.run("serve", "--service", "-p", "0", "--host", "::1", "--control-port=7001");

        assertThat(code).isZero();
        Settings settings = Optional.ofNullable(terminal.settings).orElseThrow();
        assertThat(settings.service().only()).isTrue();
        assertThat(settings.service().port()).contains(0);
        assertThat(settings.service().host()).isEqualTo("::1");
        assertThat(settings.control().port()).isEqualTo(7001);
        assertThat(settings.listen()).isEqualTo(Settings.defaults().listen());
    }

    @Test
    void servesWithWhatTheOtherCommandsTake() {
        assertThat(terminal.run(
                        "serve", "--access-log", "a.log", "--record", "r.ndjson", "-w", "--fetch", "https://a/"))
                .isZero();

        Settings settings = Optional.ofNullable(terminal.settings).orElseThrow();
        assertThat(settings.log().access()).contains(Path.of("a.log"));
        assertThat(settings.recording().file()).contains(Path.of("r.ndjson"));
        assertThat(settings.watch()).isTrue();
        assertThat(settings.fetch().from()).hasSize(1);

        assertThat(terminal.run("serve", "--access-log")).isZero();
        assertThat(Optional.ofNullable(terminal.settings).orElseThrow().log().access())
                .contains(Path.of("-"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serv                 | Unmatched argument at index 0: 'serv'",
                "serve --prot 1       | Unknown options: '--prot', '1'",
                "serve extra          | Unmatched argument at index 1: 'extra'",
                "serve -p             | Missing required parameter for option '--port' (PORT)",
                "-x                   | Unknown option: '-x'",
                "''                   | Missing command"
            })
    void wrongUsageIsTwoWithTheUsageMessage(String line, String message) {
        int code = terminal.run(line.isEmpty() ? new String[0] : line.split(" ", -1));

        assertThat(code).isEqualTo(2);
        assertThat(terminal.err()).startsWith("sluice: " + message).contains("Usage: sluice");
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.events).isEmpty();
    }

    @Test
    void rehearsesInSilenceAndInSecret() {
        int code = terminal.run("rehearse");

        assertThat(code).isZero();
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.run("--help")).isZero();
        assertThat(terminal.out()).contains("check").doesNotContain("rehearse");
    }

    @Test
    void aMistypedCommandIsMetWithTheRightOne() {
        assertThat(terminal.run("serv")).isEqualTo(2);

        assertThat(terminal.err()).contains("Did you mean: sluice serve?");
    }

    @ParameterizedTest
    @CsvSource({"--help, Usage: sluice", "serve --help, Usage: sluice serve", "--version, sluice ", "serve -V, sluice "
    })
    void helpAndVersionAreZeroOnStandardOutput(String line, String start) {
        int code = terminal.run(line.split(" ", -1));

        assertThat(code).isZero();
        assertThat(terminal.out()).startsWith(start);
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void faultsOfAllSourcesAreOnePerLineAndTwo(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"), "listen:\n  prot: 1\n  eventLoops: many\n");
        terminal.environment.put("SLUICE_LOG_LEVEL", "loud");

        int code = terminal.run("serve", "-c", file.toString(), "-p", "eighty");

        assertThat(code).isEqualTo(2);
        assertThat(terminal.err().lines())
                .containsExactly(
                        file + ":2:3: listen.prot: unknown key, did you mean listen.port?",
                        file + ":3:15: listen.eventLoops: found string, expected a whole number from 0 to 1024",
                        "SLUICE_LOG_LEVEL: log.level: expected one of error, warn, info, debug, trace",
                        "--port: listen.port: expected a whole number from 0 to 65535");
        assertThat(terminal.events).isEmpty();
    }

    @Test
    void anUnknownVariableIsAWarningOnly() {
        terminal.environment.put("SLUICE_LISTEN_PROT", "1");

        assertThat(terminal.run("serve")).isZero();

        assertThat(terminal.err().lines())
                .containsExactly("warning: SLUICE_LISTEN_PROT: unknown variable, did you mean SLUICE_LISTEN_PORT?");
    }

    @Test
    void aSettingsFileThatCannotBeReadIsTwo(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing.yaml");
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Path large = Files.write(folder.resolve("large.yaml"), new byte[(4 << 20) + 1]);

        assertThat(terminal.run("serve", "-c", missing.toString())).isEqualTo(2);
        assertThat(terminal.run("serve", "-c", binary.toString())).isEqualTo(2);
        assertThat(terminal.run("serve", "-c", large.toString())).isEqualTo(2);
        assertThat(terminal.run("serve", "-c", folder.toString())).isEqualTo(2);

        assertThat(terminal.err().lines().toList())
                .hasSize(4)
                .startsWith(
                        "sluice: cannot read settings file " + missing + ": no such file",
                        "sluice: cannot read settings file " + binary + ": not UTF-8 text",
                        "sluice: cannot read settings file " + large + ": larger than 4 MiB")
                .last()
                .asString()
                .startsWith("sluice: cannot read settings file " + folder + ": ");
    }

    @Test
    void aServerThatCannotStartIsTwoWithItsMessageOnly() {
        terminal.startFault = "port 8080 of 127.0.0.1 is in use (choose another with --port)";

        assertThat(terminal.run("serve")).isEqualTo(2);

        assertThat(terminal.err().lines())
                .containsExactly("sluice: port 8080 of 127.0.0.1 is in use (choose another with --port)");
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void aBugIsThreeAndShowsItsStackOnlyWhenAsked() {
        terminal.startBug = new IllegalStateException("a bug");

        assertThat(terminal.run("serve")).isEqualTo(3);
        assertThat(terminal.err().lines())
                .containsExactly(
                        "sluice: internal error: java.lang.IllegalStateException: a bug (--verbose shows more)");

        assertThat(terminal.run("serve", "--verbose")).isEqualTo(3);
        assertThat(terminal.err()).contains("\tat dev.sluice.cli.");
    }
}

package dev.sluice.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PostgresSettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void namesTheKeyAndWhatWasExpected() {
        assertThatThrownBy(() -> new PostgresSettings(0, 1, 1, SECOND, SECOND))
                .hasMessage("connections: 0 (expected: 1 to 1000)");
        assertThatThrownBy(() -> new PostgresSettings(1, 0, 1, SECOND, SECOND))
                .hasMessage("pipelining: 0 (expected: 1 to 1000)");
        assertThatThrownBy(() -> new PostgresSettings(1, 1, -1, SECOND, SECOND))
                .hasMessage("waiting: -1 (expected: 0 to 1000000)");
        assertThatThrownBy(() -> new PostgresSettings(1, 1, 1, Duration.ZERO, SECOND))
                .hasMessage("connectTimeout: 0ms (expected: 10ms to 10m)");
        assertThatThrownBy(() -> new PostgresSettings(1, 1, 1, SECOND, Duration.ofHours(1)))
                .hasMessage("statementTimeout: 3600000ms (expected: 10ms to 10m)");
        assertThatThrownBy(() -> new EmbeddedSettings(Path.of("a"), Path.of("b"), 65536, SECOND, SECOND))
                .hasMessage("port: 65536 (expected: 0 to 65535)");
    }

    @Test
    void putsTheServerIntoItsDataFolder() {
        assertThat(EmbeddedSettings.in(Path.of("a")).folder())
                .isEqualTo(Path.of("a/postgres").toAbsolutePath());
    }
}

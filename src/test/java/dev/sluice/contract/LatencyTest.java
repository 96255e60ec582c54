package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest {

    @Test
    void readsBothForms() {
        assertThat(Latency.parse("200ms")).isEqualTo(new Latency.Fixed(Duration.ofMillis(200)));
        assertThat(Latency.parse("0ms")).isEqualTo(Latency.NONE);
        assertThat(Latency.parse("p99=2s, p50=20ms"))
                .isEqualTo(new Latency.Spread(Duration.ofMillis(20), Duration.ofSeconds(2)));
        assertThat(Latency.parse("p50=20ms,p99=2s").longest()).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0ms", "1ms", "999ms", "1s", "1500ms", "1m", "61s", "1h", "p50=1ms,p99=1ms", "p50=1s,p99=1h"})
    void writesWhatItReads(String text) {
        assertThat(Latency.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ms",
                "200",
                "-1ms",
                "+1ms",
                "1.5s",
                "01ms",
                "200 ms",
                "2d",
                "p50",
                "p50=",
                "p50=20ms",
                "p99=20ms",
                "p50=20ms,",
                "p50=20ms,p99=1",
                "p50=20ms,p95=30ms",
                "p50=20ms;p99=30ms",
                "=",
                "=,=",
                "99999999999999999999ms"
            })
    void saysWhatItExpects(String text) {
        assertThatThrownBy(() -> Latency.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(" + Latency.EXPECTED + ")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "61m | '61m' is too long (expected: at most 1h)",
                "p50=2s,p99=1s | p99 is shorter than p50 (expected: p50 at most p99)",
                "p50=0ms,p99=1s | p50: PT0S (expected: whole milliseconds, 1ms to 1h)",
                "p50=1s,p50=1s | p50 stands there twice (expected: a duration such as 200ms, or two such as p50=20ms,p99=200ms)"
            })
    void refusesWhatMakesNoSense(String text, String message) {
        assertThatThrownBy(() -> Latency.parse(text)).hasMessage(message);
    }

    @Test
    void takesWholeMilliseconds() {
        assertThatThrownBy(() -> new Latency.Fixed(Duration.ofNanos(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Latency.Fixed(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}

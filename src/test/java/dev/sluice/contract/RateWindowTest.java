package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateWindowTest {

    @ParameterizedTest
    @CsvSource({
        "100/s, 100, PT1S, 100/s",
        "5000/m, 5000, PT1M, 5000/m",
        "7/h, 7, PT1H, 7/h",
        "100000/d, 100000, P1D, 100000/d",
        "50/10s, 50, PT10S, 50/10s",
        "1/60s, 1, PT1M, 1/m",
        "1/90s, 1, PT90S, 1/90s",
        "1/24h, 1, P1D, 1/d",
        "2147483647/31d, 2147483647, P31D, 2147483647/31d",
        "1/2678400s, 1, P31D, 1/31d",
        "007/01s, 7, PT1S, 7/s"
    })
    void readsAndWrites(String text, int quota, Duration period, String written) {
        RateWindow window = RateWindow.parse(text);

        assertThat(window).isEqualTo(new RateWindow(quota, period));
        assertThat(window).hasToString(written);
        assertThat(RateWindow.parse(written)).isEqualTo(window);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "s",
                "100",
                "100/",
                "/s",
                "0/s",
                "-1/s",
                "+1/s",
                "1.5/s",
                "1/0s",
                "1/-1s",
                "1/32d",
                "1/745h",
                "2147483648/s",
                "99999999999/s",
                "1/99999999999s",
                "1/w",
                "1/S",
                "1 /s",
                "1/ s",
                "١/s",
                "1/1",
                "1/s/s",
                "s/s"
            })
    void refusesWhatIsNoLimit(String text) {
        assertThatThrownBy(() -> RateWindow.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("expected: a quota per s, m, h or d, such as 100/s, 5000/m or 50/10s");
    }

    @Test
    void refusesWindowsOutOfRange() {
        assertThatThrownBy(() -> new RateWindow(0, Duration.ofSeconds(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateWindow(1, Duration.ofMillis(1500)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateWindow(1, Duration.ofDays(32))).isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.sluice.ratelimit;

import static dev.sluice.ratelimit.Limits.per;
import static dev.sluice.ratelimit.Limits.perSecond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitSettingsTest {

    @Test
    void reportsAllFaultsAtOnceByTheirKeys() {
        assertThatThrownBy(() -> new RateLimitSettings(
                        RateLimitMode.ENFORCE,
                        IntStream.rangeClosed(1, 9)
                                .mapToObj(seconds -> per(1, Duration.ofSeconds(seconds)))
                                .toList(),
                        Map.of("p", List.of(perSecond(1), perSecond(2))),
                        0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        windows: 9 windows (expected: at most 8)
                        projects.p: two windows as long as that of 2/s (expected: one per length)
                        maxProjects: 0 (expected: from 1 to 10000000)""");
    }

    @Test
    void takesTheContractsWordByDefault() {
        assertThat(RateLimitSettings.DEFAULT)
                .isEqualTo(new RateLimitSettings(RateLimitMode.ENFORCE, null, Map.of(), 100_000));
    }
}

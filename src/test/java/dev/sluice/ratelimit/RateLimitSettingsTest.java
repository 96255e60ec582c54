package dev.sluice.ratelimit;

import static dev.sluice.ratelimit.Limits.per;
import static dev.sluice.ratelimit.Limits.perSecond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitSettingsTest {

    @Test
    void reportsAllFaultsAtOnceByTheirKeys() {
        assertThatThrownBy(() -> new RateLimitSettings(
                        RateLimitMode.ENFORCE,
                        List.of(perSecond(1), perSecond(2), per(1, Duration.ofMillis(999))),
                        Map.of("p", List.of(per(0, Duration.ofDays(32)))),
                        0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        windows: two windows of PT1S (expected: one per length)
                        windows: a window of PT0.999S (expected: from one second to 31 days)
                        projects.p: a quota of 0 (expected: from 1)
                        projects.p: a window of PT768H (expected: from one second to 31 days)
                        maxProjects: 0 (expected: from 1 to 10000000)""");
    }

    @Test
    void takesTheContractsWordByDefault() {
        assertThat(RateLimitSettings.DEFAULT)
                .isEqualTo(new RateLimitSettings(RateLimitMode.ENFORCE, null, Map.of(), 100_000));
    }
}

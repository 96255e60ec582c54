package dev.sluice.vpcep;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VpcepSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "az.test", "a b", "ä"})
    void aRegionHasNoDot(String region) {
        assertThatThrownBy(() -> new VpcepSettings(region, 1, Duration.ZERO, true))
                .hasMessage("region: " + region + " (expected: 1 to 64 of A-Z a-z 0-9 _ -, and no dot)");
    }

    @Test
    void namesTheKeyAndWhatWasExpected() {
        assertThatThrownBy(() -> new VpcepSettings("a", 0, Duration.ZERO, true))
                .hasMessage("servicesPerProject: 0 (expected: 1 to 10000)");
        assertThatThrownBy(() -> new VpcepSettings("a", 1, Duration.ofMillis(-1), true))
                .hasMessage("creatingDelay: PT-0.001S (expected: 0s to 1d)");
    }
}

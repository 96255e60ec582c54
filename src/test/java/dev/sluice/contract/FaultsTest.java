package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.contract.Faults.Chance;
import dev.sluice.contract.Faults.Plain;
import dev.sluice.contract.Faults.Slow;
import dev.sluice.contract.Faults.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

    @Test
    void readsEveryKind() {
        assertThat(Faults.parse("reset=1%,status:503=0.5%, truncate = 0.1%,slow:5s=1%,malformed=0.2%"))
                .isEqualTo(new Faults(List.of(
                        new Chance(Plain.RESET, 1_000_000),
                        new Chance(new Status(503), 500_000),
                        new Chance(Plain.TRUNCATE, 100_000),
                        new Chance(new Slow(Duration.ofSeconds(5)), 1_000_000),
                        new Chance(Plain.MALFORMED, 200_000))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "reset=100%",
                "reset=0.000001%",
                "malformed=0%",
                "status:500=10%,status:599=90%",
                "reset=1%,status:503=0.5%,truncate=0.1%,slow:5s=1%,malformed=0.2%"
            })
    void writesWhatItReads(String text) {
        assertThat(Faults.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reset | 'reset' is no fault (expected: reset=1%, status:503=0.5%,",
                "'' | '' is no fault (expected: reset=1%,",
                "reset=1%, | '' is no fault (expected: reset=1%,",
                "rest=1% | 'rest' is no fault (expected: reset=1%,",
                "reset=1 | '1' is no percentage (expected: 0% to 100%, such as 1% or 0.5%)",
                "reset=0.01 | '0.01' is no percentage",
                "reset=101% | '101%' is no percentage",
                "reset=100.1% | '100.1%' is no percentage",
                "reset=-1% | '-1%' is no percentage",
                "reset=1e2% | '1e2%' is no percentage",
                "reset=0.0000001% | '0.0000001%' is no percentage",
                "slow=1%:5s | '1%:5s' is no percentage",
                "reset:1=1% | 'reset:1' (expected: reset and nothing more)",
                "status=1% | 'status:' (expected: the status of an error, such as status:503)",
                "status:200=1% | 'status:200' (expected: the status of an error",
                "status:0503=1% | 'status:0503' (expected: the status of an error",
                "slow=1% | '' is no duration (expected: a duration such as slow:5s)",
                "slow:0ms=1% | slow: PT0S (expected: whole milliseconds, 1ms to 1h)",
                "slow:2h=1% | '2h' is too long (expected: at most 1h)",
                "reset=1%,reset=2% | reset stands there twice (expected: once)",
                "status:503=1%,status:503=1% | status:503 stands there twice",
                "reset=60%,truncate=40.000001% | more than 100% of all answers (expected: all faults together at most 100%)"
            })
    void saysWhatItExpects(String text, String message) {
        assertThatThrownBy(() -> Faults.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}

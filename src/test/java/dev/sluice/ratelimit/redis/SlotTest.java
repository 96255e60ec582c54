package dev.sluice.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against what Redis' own documentation says. */
class SlotTest {

    @ParameterizedTest
    @CsvSource({
        // CRC-16/XMODEM's check value is 0x31C3
        "123456789, 12739",
        "foo, 12182",
        "{foo}bar, 12182",
        "a{foo}b{bar}, 12182",
        "'', 0",
        // no tag is in there: the whole key counts
        "{}foo, 9500",
    })
    void isThatOfTheTag(String key, int slot) {
        assertThat(Slot.of(key)).isEqualTo(slot);
    }
}

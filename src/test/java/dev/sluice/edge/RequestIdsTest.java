package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "4f1c", "A-b_c.d:9"})
    void keepsTheClientsIdWhenItIsHarmless(String id) {
        assertThat(RequestIds.of(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\r\nX: y", "<script>", "{}", "\u00e9", "\""})
    void replacesAnIdThatCouldDoHarm(String id) {
        assertThat(RequestIds.of(id)).isNotEqualTo(id).matches("[0-9a-f]{32}");
    }

    @Test
    void replacesAnEndlessId() {
        assertThat(RequestIds.of("a".repeat(128))).hasSize(128);
        assertThat(RequestIds.of("a".repeat(129))).matches("[0-9a-f]{32}");
    }

    @Test
    void makesDifferentIds() {
        assertThat(RequestIds.of(null)).isNotEqualTo(RequestIds.of(null));
    }
}

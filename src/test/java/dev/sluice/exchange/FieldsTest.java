package dev.sluice.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @Test
    void keepsItsFieldsInOrder() {
        Fields one = Fields.of("Set-Cookie", "a=1");
        Fields two = one.and("Set-Cookie", "b=2\t\u00e9");

        assertThat(one.size()).isEqualTo(1);
        assertThat(two.size()).isEqualTo(2);
        assertThat(two.name(1)).hasToString("Set-Cookie");
        assertThat(two.value(0)).hasToString("a=1");
        assertThat(two.value(1)).hasToString("b=2\t\u00e9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "a\nb", "\0", "\u007f", "\u010a"})
    void refusesWhatNoHeaderCanHave(String text) {
        assertThatThrownBy(() -> Fields.of("X", text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fields.of(text, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fields.of("", "x")).isInstanceOf(IllegalArgumentException.class);
    }
}

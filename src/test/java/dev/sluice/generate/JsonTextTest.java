package dev.sluice.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.RandomJson;
import dev.sluice.schema.Schemas;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void numbersAreExactAndNeverLong() {
        assertThat(JsonText.number(new BigDecimal("12.50"))).isEqualTo("12.50");
        assertThat(JsonText.number(new BigDecimal("1e3"))).isEqualTo("1000");
        assertThat(JsonText.number(new BigDecimal("1e999999999"))).isEqualTo("1E+999999999");
        assertThat(JsonText.number(new BigDecimal("-1.5e-999999"))).isEqualTo("-1.5E-999999");
    }

    @Test
    void controlCharactersAndLoneSurrogatesAreEscaped() {
        assertThat(JsonText.string(new StringValue(-1, -1, "a\"\\\n\u0001\uD83D\uDE00\uD83D")))
                .isEqualTo("\"a\\\"\\\\\\n\\u0001\uD83D\uDE00\\ud83d\"");
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() {
        RandomJson json = new RandomJson(new Random(7));
        for (int i = 0; i < 500; i++) {
            JsonValue value = Schemas.parse(json.value(3));

            JsonValue read = Schemas.parse(JsonText.string(value));

            assertThat(JsonText.string(read)).isEqualTo(JsonText.string(value));
            assertThat(Sameness.of(read))
                    .usingRecursiveComparison()
                    .ignoringFieldsMatchingRegexes(".*start", ".*end")
                    .isEqualTo(Sameness.of(value));
        }
    }
}

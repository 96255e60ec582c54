package dev.sluice.schema.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties against those that Java finds. */
class UnicodePropertiesTest {

    private static final long SEED = 20261123;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C", "Cc", "Cf", "Cn", "Co", "L", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn", "N", "Nd", "Nl",
                "No", "P", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "S", "Sc", "Sk", "Sm", "So", "Z", "Zl", "Zp", "Zs"
            })
    void categoriesAreThoseOfJava(String category) throws PatternException {
        TextPattern ours = TextPattern.compile("^\\p{" + category + "}$");
        Pattern javas = Pattern.compile("\\p{" + category + "}");
        Random random = new Random(SEED);
        for (int i = 0; i < 3_000; i++) {
            int point = random.nextBoolean() ? random.nextInt(0x3000) : random.nextInt(0x20000);
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                String text = Character.toString(point);
                assertThat(ours.isFoundIn(text))
                        .as("seed %s: U+%04X in %s", SEED, point, category)
                        .isEqualTo(javas.matcher(text).matches());
            }
        }
    }

    @Test
    void aSurrogateThatIsNoPairStandsForItself() throws PatternException {
        TextPattern pattern = TextPattern.compile("^[\\uD800\\uDBFF-\\uDC00\\uDFFFx]$");

        assertThat(pattern.isFoundIn("x")).isTrue();
        assertThat(pattern.isFoundIn("\uDBFF")).isTrue();
        assertThat(pattern.isFoundIn("\uDBFE")).isFalse();
        assertThat(TextPattern.compile("^\\uD83D\\uDE00$").isFoundIn(Character.toString(0x1F600)))
                .isTrue();
    }
}

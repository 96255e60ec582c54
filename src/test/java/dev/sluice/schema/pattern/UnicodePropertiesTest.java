package dev.sluice.schema.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({
        "Emoji, 1F600, 61",
        "Emoji_Presentation, 1F600, 23",
        "Extended_Pictographic, 2764, 23",
        "RI, 1F1E9, 1F600",
        "Hex_Digit, FF26, 660",
        "AHex, 66, FF26",
        "ID_Start, E9, 31",
        "IDC, 31, 2D",
        "XID_Continue, 31, 2D",
        "Bidi_Mirrored, 28, 61",
        "Dash, 2013, 5F",
        "Math, 2B, 61",
        "Cased, 41, 31",
        "White_Space, A0, 61",
        "space, 20, 61",
        "Lower, 61, 41",
        "Ideo, 4E00, 61",
        "Assigned, 61, 378",
        "Currency_Symbol, 20AC, 61",
        "gc=Control, 7, 61",
        "cntrl, 7, 61",
        "General_Category=Cased_Letter, 1C5, 5D0",
        "Other_Letter, 5D0, 61",
        "Combining_Mark, 301, 61",
        "Script_Extensions=Latin, 363, 3B1",
        "scx=Hira, 30FC, 61",
        "sc=Greek, 3B1, 61"
    })
    void knowsWhatEcma262Names(String property, String member, String other) throws PatternException {
        TextPattern pattern = TextPattern.compile("^\\p{" + property + "}$");

        assertThat(pattern.isFoundIn(Character.toString(Integer.parseInt(member, 16))))
                .isTrue();
        assertThat(pattern.isFoundIn(Character.toString(Integer.parseInt(other, 16))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nope", "gc=Emoji", "sc=L", "gc=", "Emoji=Yes", "Letter_", "XX", ""})
    void knowsNoOthers(String property) {
        assertThat(UnicodeProperties.find(property)).isNull();
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

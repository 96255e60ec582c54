package dev.sluice.schema.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {

    private static void assertFound(String pattern, String text, boolean found) throws PatternException {
        TextPattern compiled = TextPattern.compile(pattern);
        assertThat(compiled.isFoundIn(text)).as("%s in %s", pattern, text).isEqualTo(found);
        byte[] ascii = ("x" + text + "x").getBytes(StandardCharsets.US_ASCII);
        if (compiled.readsAscii() && text.chars().allMatch(c -> c < 128)) {
            assertThat(compiled.isFoundIn(ascii, 1, ascii.length - 1))
                    .as("bytes")
                    .isEqualTo(found);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "^[0-9a-f]{32}$ 295dacf46a4842fcbf7844dc2dc2489d 295dacf46a4842fcbf7844dc2dc2489",
                "^[0-9a-f]{32}$ 295dacf46a4842fcbf7844dc2dc2489d 295dacf46a4842fcbf7844dc2dc2489dd",
                "^[A-Za-z0-9_-]{1,64}$ a-_9 a.b",
                "^(?:[0-9]{2}-){2}x?$ 01-02-x 01-02x",
                "^a?b*c+$ bbc ab",
                "^a ab ba",
                "b+$ aab ba",
                "^(GET|POST)$ POST PUT",
                "^a.c$ aéc ac",
                "^\\d+$ 12 ١٢",
                "^\\w+$ a_1 é",
                "^[^/]+$ a😀 a/b",
                "^.$ 😀 ab",
                "^[😀-😂]$ 😁 😄",
                "^\\u{1F600}$ 😀 x",
                "^\\uD83D\\uDE00$ 😀 x",
                "^\\p{Lu}\\P{Lu}$ Éa aa",
                "^\\p{Script=Greek}+$ αβ ab",
                "\\bcat\\b cat scatter",
                "^(?=.*[0-9])[a-z0-9]+$ a1 ab",
                "^(a)(b)\\2$ abb aba",
                "^(?<x>.)\\k<x>$ aa ab",
                "^[\\w-]+$ a-b a.b",
                "^\\cJ?x$ x y",
                "^x{0}y$ y xy",
                "^{a}$ {a} a",
            })
    void findsWhatEcma262Says(String pattern, String yes, String no) throws PatternException {
        assertFound(pattern, yes, true);
        assertFound(pattern, no, false);
    }

    @Test
    void endsAtTheEndOnly() throws PatternException {
        assertFound("^a$", "a\n", false);
        assertFound("a$", "ba\n", false);
        assertFound("^\\s$", "\uFEFF", true);
        assertFound("^.$", "\u2028", false);
        assertFound("", "", true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "(",
                ")",
                "a**",
                "*",
                "[b-a]",
                "a{2,1}",
                "\\",
                "\\Z",
                "\\u12",
                "\\p{Nope}",
                "\\p",
                "(?i)a",
                "(?<",
                "\\u{110000}"
            })
    void refusesWhatIsNoPattern(String pattern) {
        assertThatThrownBy(() -> TextPattern.compile(pattern)).isInstanceOf(PatternException.class);
    }

    @Test
    void neverHangs() throws PatternException {
        String text = "a".repeat(100_000) + "!";
        for (String pattern : List.of(
                "^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(.*)*x", "^(([a-z])+.)+[A-Z]([a-z])+$", "(a?){50}a{50}b")) {
            assertThat(TextPattern.compile(pattern).isFoundIn(text)).as(pattern).isFalse();
        }
    }
}

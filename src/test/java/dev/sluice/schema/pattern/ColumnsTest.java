package dev.sluice.schema.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Seed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of characters, each of a set of its own. */
class ColumnsTest {

    private static final List<String> SETS = List.of(
            "[0-9a-f]", "[A-Z]", "-", "_", "[ab%]", "[^x]", "\\w", "[~.]", "[aé]", "(?:[0-9]-)", "[b-d]", "a", "[+ ]");
    private static final List<String> CHARACTERS =
            List.of("a", "b", "c", "d", "0", "9", "A", "-", "_", "%", "x", "~", ".", "é", "😀", "+", " ");

    @Test
    void findThemWhereTheJdkDoes() throws PatternException {
        long seed = Seed.next();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int found = 0;
        int unreserved = 0;
        for (int i = 0; i < 5_000; i++) {
            String pattern = pattern(random);
            TextPattern compiled = TextPattern.compile(pattern);
            Pattern expected = Pattern.compile(pattern.replace("$", "\\z"));
            unreserved += compiled.isUnreserved() ? 1 : 0;
            for (int j = 0; j < 20; j++) {
                String text = text(random);
                boolean there = expected.matcher(text).find();
                assertThat(compiled.isFoundIn(text))
                        .as("%s in '%s'", pattern, text)
                        .isEqualTo(there);
                byte[] bytes = ("%" + text + "%").getBytes(StandardCharsets.UTF_8);
                if (bytes.length == text.length() + 2) {
                    assertThat(compiled.readsAscii()).as(pattern).isTrue();
                    assertThat(compiled.isFoundIn(bytes, 1, bytes.length - 1))
                            .as("%s in the bytes of '%s'", pattern, text)
                            .isEqualTo(there);
                }
                if (there && compiled.isUnreserved()) {
                    assertThat(text).as(pattern).matches("[A-Za-z0-9._~-]*");
                }
                found += there ? 1 : 0;
            }
        }
        assertThat(found).isGreaterThan(1_000);
        assertThat(unreserved).isBetween(500, 4_500);
    }

    private static String pattern(Random random) {
        StringBuilder pattern = new StringBuilder("^");
        for (int i = random.nextInt(3); i >= 0; i--) {
            pattern.append(SETS.get(random.nextInt(SETS.size())));
            pattern.append(List.of("", "{1}", "{2}", "{0}").get(random.nextInt(4)));
        }
        return pattern.append(random.nextInt(4) == 0 ? "" : "$").toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(CHARACTERS.get(random.nextInt(CHARACTERS.size())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[0-9a-f]{32}$",
                "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$",
                "^$",
                "^[A-Z]~[.]_$"
            })
    void knowThatNothingInThemIsEncoded(String pattern) throws PatternException {
        assertThat(TextPattern.compile(pattern).isUnreserved()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"^[0-9a-f]{32}", "[0-9a-f]{32}$", "^[0-9a-f%]{32}$", "^.$", "^a+$", "^\\W$", "^[+]$"})
    void knowWhatMayBeEncoded(String pattern) throws PatternException {
        assertThat(TextPattern.compile(pattern).isUnreserved()).isFalse();
    }
}

package dev.sluice.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schema.Allocation;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text: a tree, or faults with places within it. */
class HostileDocumentTest {

    private static final String[] PIECES = {
        "a",
        "b: ",
        ": ",
        "- ",
        "? ",
        "\n",
        "\n  ",
        "{",
        "}",
        "[",
        "]",
        ",",
        "\"",
        "'",
        "\\",
        "\\u",
        "\\ud800",
        "&x ",
        "*x",
        "!!str ",
        "!t ",
        "|\n",
        ">-\n",
        "#",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "1",
        "1e9",
        "0x",
        "-",
        "~",
        "null",
        "\t",
        "\r",
        "\u0000",
        "\u0085",
        "\u2028",
        "\uFEFF",
        "\uD83D\uDE00",
        "\uD83D",
        "<<: ",
        "@",
        "`",
        "true",
        "  "
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyTextIsATreeOrHasFaultsWithPlaces(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String text = text(random);
            try {
                assertThat(DocumentReader.read("f", text).kind()).isNotEmpty();
            } catch (DocumentException e) {
                assertThat(e.faults())
                        .as("seed %s, text %s", seed, text)
                        .isNotEmpty()
                        .allSatisfy(fault -> {
                            assertThat(fault.place().line())
                                    .isBetween(1, (int) text.chars().count() + 1);
                            assertThat(fault.place().column()).isBetween(1, text.length() + 1);
                            assertThat(fault.message()).isNotEmpty();
                        });
            }
        }
    }

    /** A long scalar is not copied again with each further piece of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"a: %s\n", "a: \"%s\"\n", "a: '%s'\n", "a: |\n  %s\n", "# %s\na: b\n", "{a: \"%s\"}", "%s: a"})
    void aLongLineTakesMemoryInProportion(String yaml) {
        String text = yaml.formatted("x".repeat(2_000_000));

        long bytes = Allocation.of(() -> {
            try {
                DocumentReader.document("f", text);
            } catch (DocumentException keyTooLong) {
                assertThat(text).startsWith("xxx");
            }
        });

        assertThat(bytes).isLessThan(400L * text.length());
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "{" : "");
        int pieces = 1 + random.nextInt(12);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}

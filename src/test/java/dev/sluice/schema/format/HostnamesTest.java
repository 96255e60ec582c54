package dev.sluice.schema.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Seed;
import java.net.IDN;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Host names that are written from right to left (RFC 5893, 2), and those of older drafts. */
class HostnamesTest {

    private static boolean accepts(String format, String text) {
        return Objects.requireNonNull(TextFormat.named(format)).accepts(text);
    }

    /** Letters stand for a class each: R and A for letters from right to left, N for an Arabic digit, M for a mark. */
    private static String spelled(String classes) {
        return classes.replace('R', '\u05d0')
                .replace('A', '\u0628')
                .replace('N', '\u0660')
                .replace('E', '\u06f1')
                .replace('M', '\u05b0');
    }

    @ParameterizedTest
    @CsvSource({
        // no label from right to left
        "0a.b, true",
        "0.1, true",
        "E, true",
        // 1: it begins with a letter
        "R, true",
        "A.R, true",
        "0R, false",
        "NA, false",
        "N.a, false",
        "ER, false",
        "0a.R, false",
        "R.0a, false",
        "a.R, true",
        // 2 and 5: one direction in a label
        "Ra, false",
        "RaR, false",
        "aR, false",
        "a.aR, false",
        "RAR, true",
        "R-R, true",
        "RMR, true",
        "a-b.R, true",
        // 3 and 6: how a label ends
        "R0, true",
        "AN, true",
        "RM, true",
        "R0M, true",
        "a0.R, true",
        // 4: one kind of digits
        "AN0, false",
        "A0N, false",
        "A00, true",
        "ANN, true",
        "RE, true",
    })
    void rightToLeftLabelsKeepTheBidiRule(String classes, boolean valid) {
        String name = spelled(classes);

        assertThat(accepts("idn-hostname", name)).isEqualTo(valid);
        String encoded = Arrays.stream(name.split("\\."))
                .map(label -> label.chars().allMatch(c -> c < 128) ? label : "xn--" + Punycode.encode(label))
                .collect(Collectors.joining("."));
        assertThat(accepts("idn-hostname", encoded)).as(encoded).isEqualTo(valid);
        assertThat(accepts("hostname", encoded)).as(encoded).isEqualTo(valid);
    }

    @Test
    void whatIsEncodedIsWhatIsDecodedAndWhatThePlatformEncodes() {
        long seed = Seed.next();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        String letters = "abc019-\u00e4\u00f6\u00fc\u03b1\u03b2\u0431\u4f8b\u5b50\ud55c";
        for (int round = 0; round < 2_000; round++) {
            StringBuilder label = new StringBuilder("\u00e4");
            for (int i = random.nextInt(12); i > 0; i--) {
                label.insert(random.nextInt(label.length() + 1), letters.charAt(random.nextInt(letters.length())));
            }
            String encoded = Punycode.encode(label.toString());

            assertThat(Punycode.decode(encoded))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(label.toString());
            assertThat("xn--" + encoded)
                    .as("seed %d, round %d: %s", seed, round, label)
                    .isEqualTo(IDN.toASCII(label.toString(), IDN.ALLOW_UNASSIGNED));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "\u00fc, 1, true",
        "\u00fc, 56, true",
        "\u00fc, 57, false",
        "\u00fc, 100000, false",
    })
    void aLabelIsShortEnoughInAscii(String letter, int count, boolean valid) {
        assertThat(accepts("idn-hostname", letter + "a".repeat(count - 1))).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({
        "ab--cd.example, true, false",
        "xn--X, true, false",
        "a-b.example, true, true",
        "-a, false, false",
        "a-, false, false",
        "a..b, false, false",
        "'', false, false",
        "a_b, false, false",
        "\u00fc, false, false",
    })
    void beforeDraft7HyphensStandAnywhereWithin(String name, boolean before, boolean since) {
        TextFormat plain = Objects.requireNonNull(TextFormat.namedBeforeDraft7("hostname"));

        assertThat(plain.accepts(name)).isEqualTo(before);
        assertThat(accepts("hostname", name)).isEqualTo(since);
        assertThat(plain.accepts(("a".repeat(63) + ".").repeat(3) + "a".repeat(61)))
                .isTrue();
        assertThat(plain.accepts(("a".repeat(63) + ".").repeat(3) + "a".repeat(62)))
                .isFalse();
        assertThat(plain.accepts("a".repeat(64))).isFalse();
    }
}

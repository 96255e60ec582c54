package dev.sluice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongTextTest {

    /** ISO-8859-1 here, so that any byte can be written. */
    private static final List<String> PIECES = List.of(
            "a",
            "\u00C3\u00A9",
            "\u00E2\u0082\u00AC",
            "\u00F0\u009F\u0098\u0080",
            "\\n",
            "\\\"",
            "\\u0041",
            "\\uD83D\\uDE00");

    private static final List<String> ODD = List.of(
            "\u00C0\u0080",
            "\u00C3",
            "\u00ED\u00A0\u0080",
            "\u00E0\u0080\u00AF",
            "\u00F4\u0090\u0080\u0080",
            "\u0080",
            "\n",
            "\\x",
            "\\u00G0",
            "\\uD83D",
            "\\uDE00",
            "\\uD83Dx",
            "\\uD83D\\n",
            "\\uD83D\\u0041",
            "\u00FF");

    @Test
    void agreesWithTheScannerWhereverTheTextIsCut() {
        long seed = Long.getLong("sluice.seed", 20_261_125);
        System.out.println("LongTextTest: -Dsluice.seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = text(random).getBytes(StandardCharsets.ISO_8859_1);
            JsonScanner scanner = new JsonScanner(bytes, 0, bytes.length);
            int close = scanner.string(0);
            LongText text = new LongText();
            int p = 0;
            while (p < bytes.length && !text.hasEnded() && !text.isFaulty()) {
                p = text.read(bytes, p, Math.min(bytes.length, p + 1 + random.nextInt(5)));
            }

            String what = new String(bytes, StandardCharsets.ISO_8859_1);
            assertThat(text.hasEnded()).as(what).isEqualTo(close >= 0);
            if (close >= 0) {
                assertThat(p).as(what).isEqualTo(close);
                assertThat(text.codePoints()).as(what).isEqualTo(scanner.codePoints);
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        if (random.nextBoolean()) {
            text.append(ODD.get(random.nextInt(ODD.size())));
        }
        return text.append(random.nextInt(9) == 0 ? "" : "\" ").toString();
    }
}

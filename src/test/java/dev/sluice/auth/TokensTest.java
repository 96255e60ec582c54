package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.support.Seed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Tokens tokens(String text) throws TokensException {
        return Tokens.parse("tokens.txt", text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String name(Tokens tokens, String token) {
        KnownCaller caller = tokens.caller(token);
        return caller == null ? null : caller.name();
    }

    @Test
    void knowsCallersByTheHashesOfTheirTokens() throws Exception {
        Tokens tokens = tokens("# callers\r\n\r\n"
                + hash("one") + " billing\r\n"
                + hash("two").toUpperCase(Locale.ROOT) + "\tshop\tp1,p2\n"
                + "  " + hash("three") + "   billing   p3  ");

        assertThat(tokens.size()).isEqualTo(3);
        assertThat(name(tokens, "one")).isEqualTo("billing");
        assertThat(name(tokens, "two")).isEqualTo("shop");
        assertThat(name(tokens, "three")).isEqualTo("billing");
        assertThat(name(tokens, "four")).isNull();
        assertThat(name(tokens, "")).isNull();
        assertThat(name(tokens, hash("one"))).isNull();
    }

    @Test
    void aCallerMayActOnItsProjectsElseOnAll() throws Exception {
        Tokens tokens = tokens(hash("one") + " billing\n" + hash("two") + " shop p1,p2");

        KnownCaller all = tokens.caller("one");
        KnownCaller some = tokens.caller("two");

        assertThat(all).isNotNull();
        assertThat(some).isNotNull();
        assertThat(all != null && all.mayActOn("p9")).isTrue();
        assertThat(some != null && some.mayActOn("p2")).isTrue();
        assertThat(some == null || some.mayActOn("p") || some.mayActOn("p3") || some.mayActOn("P1"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret billing | 1: expected the SHA-256",
                "{hash} | 1: expected the SHA-256",
                "{hash}0 billing | 1: expected the SHA-256",
                "{hash} billing p1 p2 | 1: expected the SHA-256",
                "{hash} billing p1,,p2 | 1: an empty project",
                "{hash} billing , | 1: an empty project",
                "{hash} a#{hash} b | 2: this token has a caller already",
                "#{hash} a# {hash} b | 3: this token has a caller already",
            })
    void tellsEveryLineThatIsWrongAndNothingOfIt(String text, String expected) {
        String lines = text.replace("#", "\n").replace("{hash}", hash("one"));

        assertThatThrownBy(() -> tokens(lines))
                .isInstanceOf(TokensException.class)
                .hasMessageContaining("tokens.txt:" + expected)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining(hash("one"));
    }

    @Test
    void aTokenOfWhatAreNoBytesIsNobodys() throws Exception {
        Tokens tokens = tokens(hash("a?b") + " billing\n" + hash("\u00E9") + " shop\n");

        assertThat(name(tokens, "a?b")).isEqualTo("billing");
        assertThat(name(tokens, "a\u2603b")).isNull();
        assertThat(name(tokens, "a\uD800b")).isNull();
        assertThat(name(tokens, "a\u0100b")).isNull();
        assertThat(name(tokens, "\u00E9")).isEqualTo("shop");
    }

    @Test
    void tellsAllFaultsAtOnce() {
        assertThatThrownBy(() -> tokens("x\n\ny\n" + hash("a") + " b\nz"))
                .hasMessageContaining("tokens.txt:1: ")
                .hasMessageContaining("tokens.txt:3: ")
                .hasMessageContaining("tokens.txt:5: ")
                .hasMessageNotContaining("tokens.txt:4: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# callers\n", "\r\n"})
    void aFileMayBeginWithAByteOrderMark(String before) throws Exception {
        String marked = "\uFEFF" + before + hash("one") + " billing\n";

        assertThat(name(tokens(marked), "one")).isEqualTo("billing");
        assertThatThrownBy(() -> tokens("\uFEFF" + marked)).hasMessageContaining("tokens.txt:1: ");
    }

    @Test
    void anEmptyFileKnowsNobody() throws Exception {
        assertThat(tokens("").caller("")).isNull();
    }

    @Test
    void knowsManyApart() throws Exception {
        long seed = Seed.next();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            text.append(hash("token " + i)).append(" caller-").append(i).append('\n');
        }
        Tokens tokens = tokens(text.toString());

        for (int i = 0; i < 2_000; i++) {
            int each = random.nextInt(10_000);
            assertThat(name(tokens, "token " + each))
                    .as("seed %d", seed)
                    .isEqualTo(each < 5_000 ? "caller-" + each : null);
        }
    }

    @Test
    void refusesMoreThanItHolds() {
        byte[] line = (hash("a") + " a\n").getBytes(StandardCharsets.US_ASCII);
        byte[] many = new byte[line.length * (Tokens.MOST + 1)];
        for (int i = 0; i <= Tokens.MOST; i++) {
            byte[] each = HexFormat.of()
                    .withUpperCase()
                    .formatHex(new byte[] {(byte) (i >> 16), (byte) (i >> 8), (byte) i})
                    .getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(line, 0, many, i * line.length, line.length);
            System.arraycopy(each, 0, many, i * line.length, each.length);
        }

        assertThatThrownBy(() -> Tokens.parse("tokens.txt", many)).hasMessageContaining("too many tokens");
    }
}

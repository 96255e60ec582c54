package dev.sluice.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static final Redaction VALUES = new Redaction(Set.of("hint", "api_k"), true);
    private static final Redaction SHAPE = new Redaction(Set.of("hint"), false);

    private static String json(Redaction redaction, String text) {
        return JsonWords.of(Buffer.buffer(text), redaction);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password",
                "user_password",
                "newPassWord2",
                "passwd",
                "pwd",
                "pass",
                "passphrase",
                "secret",
                "client-secret",
                "token",
                "access_token",
                "X-Auth-Token",
                "apiKey",
                "api_key",
                "x-api-key",
                "accessKey",
                "private_key",
                "credentials",
                "Authorization",
                "cookie",
                "Set-Cookie",
                "session_id",
                "signature",
                "pin",
                "PIN",
                "otp",
                "cvv",
                "cvc",
                "ssn",
                "auth",
                "jwt",
                "creditCard",
                "card_number",
                "IBAN",
                "hint",
                "api_k"
            })
    void aSecretIsNotShownWhereverItStands(String name) {
        assertThat(VALUES.isSecret(name)).isTrue();
        String[] values = {"\"hunter2\"", "12345", "true", "[\"hunter2\",12345]", "{\"a\":\"hunter2\",\"b\":[12345]}"};
        for (String value : values) {
            String member = "{\"a\":1,\"" + name + "\":" + value + ",\"z\":2}";
            assertThat(json(VALUES, member)).isEqualTo("{\"a\":1,\"" + name + "\":\"[redacted]\",\"z\":2}");
            assertThat(json(VALUES, "[[" + member + "]]")).doesNotContain("hunter2", "12345");
        }
        assertThat(FormWords.of("a=1&" + name + "=hunter2&z=2", VALUES)).isEqualTo("a=1&" + name + "=[redacted]&z=2");
        assertThat(PathText.of("/v1/hunter2/x", "/{" + name + "}/x", VALUES)).isEqualTo("/v1/[redacted]/x");
        assertThat(PathText.of("/a-hunter2.json/x", "/a-{" + name + "}.{ext}/x", VALUES))
                .isEqualTo("/[redacted]/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"name", "id", "port", "spinner", "key", "compass_type", "topic", "author", "hints", "description"
            })
    void othersAreShown(String name) {
        assertThat(json(VALUES, "{\"" + name + "\":\"x\"}")).isEqualTo("{\"" + name + "\":\"x\"}");
        assertThat(FormWords.of(name + "=x", VALUES)).isEqualTo(name + "=x");
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer abc",
        "bearer abc",
        "Basic dTpw",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc",
        "-----BEGIN PRIVATE KEY-----"
    })
    void whatLooksLikeCredentialsIsNotShown(String value) {
        assertThat(json(VALUES, "{\"x\":\"" + value + "\"}")).isEqualTo("{\"x\":\"[redacted]\"}");
        assertThat(FormWords.of("x=" + value.replace(" ", "%20"), VALUES)).isEqualTo("x=[redacted]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p%61ssword=hunter2 | p%61ssword=[redacted]",
                "%zz=hunter2        | %zz=[redacted]",
                "a=%zz              | a=[redacted]",
                "flag               | flag",
                "a=b=c              | a=b=c"
            })
    void aFormIsReadAsItsReaderWould(String form, String shown) {
        assertThat(FormWords.of(form, VALUES)).isEqualTo(shown);
    }

    @Test
    void shapesShowNoValues() {
        assertThat(json(SHAPE, "{\"name\":\"Kim\",\"age\":41,\"ok\":true,\"no\":null,\"hint\":\"x\",\"tags\":[\"a\"]}"))
                .isEqualTo(
                        "{\"name\":\"string\",\"age\":0,\"ok\":true,\"no\":null,\"hint\":\"[redacted]\",\"tags\":[\"string\"]}");
        assertThat(FormWords.of("name=Kim&age=41", SHAPE)).isEqualTo("name=string&age=string");
    }

    @Test
    void whatIsLongIsCut() {
        assertThat(json(VALUES, "[1,2,3,4,5]")).isEqualTo("[1,2,3,…]");
        assertThat(json(VALUES, "\"" + "x".repeat(1000) + "\"")).hasSize(67);
        assertThat(json(VALUES, "{" + "\"a\":1,".repeat(100_000) + "\"a\":1}"))
                .hasSizeLessThan(2_200)
                .endsWith("…");
        assertThat(json(VALUES, "[".repeat(900))).hasSizeLessThan(20);
        assertThat(json(VALUES, "[".repeat(100_000))).hasSizeLessThan(20);
        assertThat(json(VALUES, "9".repeat(15_000))).hasSizeLessThan(70);
        assertThat(FormWords.of("a=1&".repeat(100_000), VALUES)).hasSizeLessThan(1_100);
        assertThat(FormWords.of("a".repeat(100_000), VALUES)).hasSizeLessThan(70);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\":1,",
                "{\"a\":1,\"password\":\"hunter2",
                "{\"a\":1}}{\"password\":\"hunter2\"}",
                "{password:'hunter2'}",
                "hunter2",
                "\u0000\u0001hunter2"
            })
    void whatIsNoJsonIsShownAsFarAsItIs(String text) {
        assertThat(json(VALUES, text)).doesNotContain("hunter2");
    }
}

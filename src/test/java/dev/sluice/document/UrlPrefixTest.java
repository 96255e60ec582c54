package dev.sluice.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlPrefixTest {

    @ParameterizedTest
    @CsvSource({
        "https://good.example, https://good.example",
        "https://good.example, https://good.example/",
        "https://good.example, https://good.example/a/b.yaml?x=1",
        "https://good.example/, https://GOOD.example:443/a",
        "HTTPS://Good.Example:443/a, hTTps://good.example/a",
        "http://good.example:80, http://good.example/a",
        "http://good.example:8080/a, http://good.example:8080/a/b",
        "https://good.example/a, https://good.example/a",
        "https://good.example/a, https://good.example/a/b",
        "https://good.example/a/, https://good.example/a/",
        "https://good.example/a/b.yaml, https://good.example/a/b.yaml",
        "https://good.example/a%20b/, https://good.example/a%20b/c",
        "https://good.example/a, https://good.example/a/b..c/.d/e.",
        "http://[::1]:9/a, http://[0:0:0:0:0:0:0:1]:9/a/b",
        "http://[2001:DB8::1], http://[2001:db8:0::1]/",
        "http://127.0.0.1:9/, http://127.0.0.1:9/a",
    })
    void coversWhatIsItselfOrBelow(String prefix, String url) {
        assertThat(UrlPrefix.parse(prefix).covers(URI.create(url))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://good.example, http://good.example/",
        "https://good.example, https://good.example:444/",
        "https://good.example, https://good.example.evil.example/",
        "https://good.example, https://good.example@evil.example/",
        "https://good.example, https://good.example:443@evil.example/",
        "https://good.example, https://user@good.example/",
        "https://good.example, https://user:password@good.example/",
        "https://good.example, https://@good.example/",
        "https://good.example, https://evil.example/good.example",
        "https://good.example, https://evil.example#https://good.example",
        "https://good.example, https://evil.example?https://good.example/",
        "https://good.example, https://xgood.example/",
        "https://good.example, https://good.example./",
        "https://good.example, //good.example/",
        "https://good.example, ftp://good.example/",
        "https://good.example, file:///good.example/",
        "https://good.example, jar:https://good.example/!/a",
        "https://good.example/a, https://good.example/",
        "https://good.example/a, https://good.example/ab",
        "https://good.example/a/, https://good.example/a",
        "https://good.example/a, https://good.example/A",
        "https://good.example/a, https://good.example/b",
        "https://good.example/a, https://good.example/a/../b",
        "https://good.example/a, https://good.example/a/..",
        "https://good.example/a, https://good.example/a/%2e%2E/b",
        "https://good.example/a, https://good.example/a/.%2e/b",
        "https://good.example/a, https://good.example/a/./b",
        "https://good.example/a, https://good.example/a/..;x=1/b",
        "https://good.example/a, https://good.example/a/%2f../b",
        "https://good.example/a, https://good.example/a%2Fb",
        "https://good.example/a, https://good.example/a%5c..%5cb",
        "https://good.example/a, https://good.example/a%00",
        "https://good.example/a, https://good.example/%61",
        "http://127.0.0.1:9, http://127.1:9/",
        "http://127.0.0.1:9, http://2130706433:9/",
        "http://127.0.0.1:9, http://0x7f.0.0.1:9/",
        "http://127.0.0.1:9, http://[::ffff:127.0.0.1]:9/",
        "http://127.0.0.1:9, http://[::1]:9/",
        "http://[fe80::1], http://[fe80::2]/",
    })
    void coversNothingElse(String prefix, String url) {
        assertThat(UrlPrefix.parse(prefix).covers(URI.create(url))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "good.example",
                "//good.example",
                "ftp://good.example",
                "file:///a",
                "https:",
                "https://",
                "https:///a",
                "https://a b",
                "https://good.example/a b",
                "https://user@good.example",
                "https://user:password@good.example/",
                "https://good.example/?a",
                "https://good.example/#a",
                "https://good.example/a/../b",
                "https://good.example/%2e%2e/",
                "https://good.example/a%2fb",
                "https://under_score.example/",
                "http://127.1/",
                "http://[fe80::1%25eth0]/",
                "http://[::1/",
                "https://*.example/",
                "https://good.example:x/",
                "https://good.example\\evil.example/"
            })
    void refusesWhatIsNoBeginning(String text) {
        assertThatThrownBy(() -> UrlPrefix.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(UrlPrefix.EXPECTED);
    }

    @Test
    void itsTextIsReadAsItself() {
        UrlPrefix prefix = UrlPrefix.parse("HTTPS://Good.Example/A/");

        assertThat(prefix).hasToString("https://good.example:443/A/").isEqualTo(UrlPrefix.parse(prefix.toString()));
        assertThat(prefix).hasSameHashCodeAs(UrlPrefix.parse("https://good.example/A/"));
        assertThat(prefix).isNotEqualTo(UrlPrefix.parse("https://good.example/A"));
    }
}

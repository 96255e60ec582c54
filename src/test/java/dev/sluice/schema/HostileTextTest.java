package dev.sluice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Texts made to confuse a reader, for schemas that read them in one pass and for one that buffers. */
class HostileTextTest {

    private static final String VALID =
            "{\"name\":\"a\\u00e9\\\"é😀\",\"list\":[1,-2.5e+3,true,false,null,{}],\"x\":{\"y\":\"z\"}}";

    private static final List<String> SCHEMAS = List.of(
            "true",
            "{\"properties\":{\"name\":{\"type\":\"string\",\"maxLength\":9},\"list\":{\"items\":{}}}}",
            "{\"anyOf\":[{\"type\":\"object\"},{\"type\":[\"array\",\"string\",\"number\",\"boolean\",\"null\"]}]}");

    /** ISO-8859-1 here, so that any byte can be written. */
    private static final List<String> MALFORMED = List.of(
            "",
            " ",
            "{",
            "}",
            "[",
            "]",
            "[1,]",
            "[,1]",
            "[1 2]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{,}",
            "{a:1}",
            "{'a':1}",
            "{\"a\":1 \"b\":2}",
            "1 2",
            "{} x",
            "nul",
            "nulll",
            "True",
            "NaN",
            "Infinity",
            "-",
            "+1",
            "01",
            "-01",
            "1.",
            ".5",
            "1e",
            "1e+",
            "0x1",
            "1_0",
            "\"",
            "\"a",
            "\"\\",
            "\"\\\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u12G4\"",
            "\"\\uD800\"",
            "\"\\uDC00\"",
            "\"\\uD800\\u0041\"",
            "\"\\uD800x\"",
            "\"\\uDC00\\uD800\"",
            "\"\n\"",
            "\"\t\"",
            "\"\u0000\"",
            "\"\u001F\"",
            "// c\n1",
            "/* */1",
            "[1]//",
            "{\"a\":1,\"a\":2}",
            "{\"a\":1,\"\\u0061\":1}",
            "{\"x\":{\"b\":1,\"b\":1}}",
            "{\"\":1,\"\":1}",
            "\u00EF\u00BB\u00BF{}",
            "\u000B1",
            "\u00A01",
            "1\u0000",
            "\u00FE\u00FF\u0000{\u0000}",
            "1e9999999999",
            "1e-9999999999");

    private static final List<String> BAD_UTF_8 = List.of(
            "80",
            "BF",
            "C0AF",
            "C1BF",
            "C2",
            "C241",
            "C2C2",
            "E080AF",
            "E09F80",
            "E0A0",
            "E28241",
            "EDA080",
            "EDBFBF",
            "EDA080EDB080",
            "EF",
            "F0808080",
            "F08F8080",
            "F09F98",
            "F09F9841",
            "F4908080",
            "F5808080",
            "F8",
            "FC",
            "FE",
            "FF");

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @TestFactory
    List<DynamicTest> refusesMalformedText() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String text : MALFORMED) {
            tests.add(DynamicTest.dynamicTest(
                    "text " + HexFormat.of().formatHex(latin(text)), () -> assertRefused(latin(text))));
        }
        return tests;
    }

    private static void assertRefused(byte[] text) {
        for (String schema : SCHEMAS) {
            Schema compiled = Schemas.compile(schema);
            assertThat(compiled.accepts(text, 0, text.length)).as(schema).isFalse();
            assertThat(compiled.explain(text, 0, text.length, 10))
                    .singleElement()
                    .satisfies(violation -> {
                        assertThat(violation.keyword()).isEqualTo("json");
                        assertThat(violation.position()).isBetween(0, text.length);
                        assertThat(violation.message()).contains("at byte " + violation.position());
                    });
        }
    }

    @Test
    void acceptsTheTextThatTheOthersAreMadeFrom() {
        byte[] text = Schemas.bytes(VALID);
        for (String schema : SCHEMAS) {
            assertThat(Schemas.compile(schema).accepts(text, 0, text.length))
                    .as(schema)
                    .isTrue();
        }
    }

    @Test
    void refusesTextThatEndsEarly() {
        byte[] text = Schemas.bytes(VALID);
        for (int length = 0; length < text.length; length++) {
            assertRefused(Arrays.copyOf(text, length));
        }
    }

    @Test
    void readsNothingBeyondItsRange() {
        byte[] text = Schemas.bytes("[[1]]");
        Schema schema = Schemas.compile("true");

        assertThat(schema.accepts(text, 1, 4)).isTrue();
        assertThat(schema.accepts(text, 0, 4)).isFalse();
        assertThat(schema.accepts(text, 1, 5)).isFalse();
        assertThat(schema.explain(text, 1, 3, 1))
                .singleElement()
                .satisfies(violation -> assertThat(violation.position()).isEqualTo(2));
    }

    @TestFactory
    List<DynamicTest> refusesBadUtf8InEveryPosition() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String hex : BAD_UTF_8) {
            tests.add(DynamicTest.dynamicTest(hex, () -> {
                for (int before = 0; before < 20; before++) {
                    String bad = "x".repeat(before)
                            + new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1) + "yyyyyyyyyy";
                    assertRefused(latin('"' + bad + '"'));
                    assertRefused(latin("{\"" + bad + "\":1}"));
                }
            }));
        }
        return tests;
    }

    @Test
    void boundsTheDepth() {
        for (String open : List.of("[", "{\"a\":")) {
            String close = open.equals("[") ? "]" : "}";
            byte[] deepest = latin(open.repeat(128) + "1" + close.repeat(128));
            for (String schema : SCHEMAS) {
                assertThat(Schemas.compile(schema).accepts(deepest, 0, deepest.length))
                        .as(schema)
                        .isTrue();
            }
            assertRefused(latin(open.repeat(129) + "1" + close.repeat(129)));
            assertRefused(latin(open.repeat(10_000_000 / open.length())));
        }
    }

    @Test
    void boundsNumbers() {
        byte[] longest = latin("1".repeat(JsonScanner.MAX_NUMBER));
        for (String schema : SCHEMAS) {
            assertThat(Schemas.compile(schema).accepts(longest, 0, longest.length))
                    .as(schema)
                    .isTrue();
        }
        assertRefused(latin("1".repeat(JsonScanner.MAX_NUMBER + 1)));
        assertRefused(latin("0." + "1".repeat(10_000_000)));
    }

    @Test
    void neverExpandsNumbers() {
        byte[] text = latin("[1e999999999,-1e999999999,1e-999999999,0e999999999,123456789e999999990]");
        for (String item : List.of(
                "{\"multipleOf\":7}",
                "{\"multipleOf\":0.0003}",
                "{\"minimum\":0}",
                "{\"enum\":[1,2]}",
                "{\"type\":\"integer\"}",
                "{\"format\":\"int64\"}")) {
            Schema schema = Schemas.compile("{\"uniqueItems\":true,\"items\":" + item + "}");
            assertThat(schema.accepts(text, 0, text.length)).as(item).isFalse();
            assertThat(schema.explain(text, 0, text.length, 9)).as(item).isNotEmpty();
        }
    }

    @Test
    void findsDuplicatesAmongManyNames() {
        StringBuilder names = new StringBuilder("{");
        for (int i = 0; i < 100_000; i++) {
            names.append("\"n").append(i).append("\":0,");
        }
        byte[] unique = latin(names + "\"x\":0}");
        byte[] doubled = latin(names + "\"n\\u0035\":0}");
        for (String schema : SCHEMAS) {
            assertThat(Schemas.compile(schema).accepts(unique, 0, unique.length))
                    .as(schema)
                    .isTrue();
        }
        assertRefused(doubled);
    }
}

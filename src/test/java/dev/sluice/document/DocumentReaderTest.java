package dev.sluice.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {

    private static Node read(String text) throws DocumentException {
        return DocumentReader.read("api.yaml", text);
    }

    private static List<String> faults(String text) {
        DocumentException refused = catchThrowableOfType(DocumentException.class, () -> read(text));
        assertThat(refused).as("a refusal of the document").isNotNull();
        return refused.faults().stream().map(Fault::toString).toList();
    }

    private static Node.Mapping mapping(Node node) {
        assertThat(node).isInstanceOf(Node.Mapping.class);
        return (Node.Mapping) node;
    }

    private static Node member(Node node, String name) {
        Node value = mapping(node).get(name);
        assertThat(value).as(name).isNotNull();
        return java.util.Objects.requireNonNull(value);
    }

    private static Object value(Node node) {
        Object value = ((Node.Scalar) node).value();
        return value == null ? "null!" : value;
    }

    @Test
    void knowsThePlacesOfKeysAndValues() throws DocumentException {
        Node root = read("paths:\n  /a:\n    get: {x: [1,\n      two]}\n");

        Node.Mapping path = mapping(member(member(root, "paths"), "/a"));
        Node.Sequence list = (Node.Sequence) member(member(path, "get"), "x");

        assertThat(path.keyPlace("get")).hasToString("api.yaml:3:5");
        assertThat(member(path, "get").place()).hasToString("api.yaml:3:10");
        assertThat(list.place()).hasToString("api.yaml:3:14");
        assertThat(list.items().get(1).place()).hasToString("api.yaml:4:7");
    }

    @Test
    void knowsThePlacesInJson() throws DocumentException {
        Node root = read("{\n  \"a\": {\"b\": [true,\n null]}}");

        Node.Mapping a = mapping(member(root, "a"));

        assertThat(mapping(root).keyPlace("a")).hasToString("api.yaml:2:3");
        assertThat(a.place()).hasToString("api.yaml:2:8");
        assertThat(((Node.Sequence) member(a, "b")).items().get(1).place()).hasToString("api.yaml:3:2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on",
                "yes",
                "no",
                "off",
                "2020-01-01",
                "12:30:45",
                "1_000",
                "0b1",
                "1e",
                "1.2.3",
                "+",
                ".",
                "0x",
                "0xg",
                "0o8",
                ".inf",
                ".nan",
                "tRUE",
                "nUll",
                "e5",
                "1e+",
                "--1"
            })
    void keepsWhatTheCoreSchemaDoesNotKnowAsText(String text) throws DocumentException {
        assertThat(value(member(read("a: " + text), "a"))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "+12, 12",
        "007, 7",
        "1.50, 1.50",
        "1e3, 1e3",
        ".5, 0.5",
        "5., 5",
        "-2.5E-2, -0.025",
        "0x1F, 31",
        "0o17, 15",
        "9007199254740993, 9007199254740993",
        "123456789012345678901234567890, 123456789012345678901234567890"
    })
    void readsNumbersExactly(String text, BigDecimal number) throws DocumentException {
        assertThat((BigDecimal) value(member(read("a: " + text), "a"))).isEqualByComparingTo(number);
    }

    @Test
    void readsTheOtherScalarsOfTheCoreSchema() throws DocumentException {
        Node root = read("{a: true, b: FALSE, c: ~, d: Null, e: , f: '1', g: \"true\", h: !!str 5, i: !!int \"5\"}");

        assertThat(value(member(root, "a"))).isEqualTo(true);
        assertThat(value(member(root, "b"))).isEqualTo(false);
        assertThat(value(member(root, "c"))).isEqualTo("null!");
        assertThat(value(member(root, "d"))).isEqualTo("null!");
        assertThat(value(member(root, "e"))).isEqualTo("null!");
        assertThat(value(member(root, "f"))).isEqualTo("1");
        assertThat(value(member(root, "g"))).isEqualTo("true");
        assertThat(value(member(root, "h"))).isEqualTo("5");
        assertThat(value(member(root, "i"))).isEqualTo(BigDecimal.valueOf(5));
    }

    @Test
    void keepsHugeExponentsSmall() throws DocumentException {
        assertThat(value(member(read("a: 1e999999999"), "a"))).isEqualTo(new BigDecimal("1e999999999"));
        assertThat(value(member(read("{\"a\": 1e999999999}"), "a"))).isEqualTo(new BigDecimal("1e999999999"));
        assertThat(faults("a: 1e99999999999")).singleElement().asString().startsWith("api.yaml:1:4: /a: a number");
        assertThat(faults("{\"a\": " + "9".repeat(1001) + "}"))
                .singleElement()
                .asString()
                .startsWith("api.yaml:1:7: /a: a number that cannot be held");
    }

    @Test
    void takesKeysByTheirText() throws DocumentException {
        Node root = read("200: a\n1.0: b\ntrue: c\nnull: d\n");

        assertThat(mapping(root).members().keySet()).containsExactly("200", "1.0", "true", "null");
    }

    @Test
    void readsTheEscapesOfJson() throws DocumentException {
        Node root = read("{\"a\\/b\": \"\\ud83d\\ude00 \\u0041\\n\\/\"}");

        assertThat(value(member(root, "a/b"))).isEqualTo("\uD83D\uDE00 A\n/");
    }

    @Test
    void takesATextThatOnlyBeginsAsJsonForYaml() throws DocumentException {
        assertThat(value(member(read("{a: 'x', b: [1, 2,]}"), "a"))).isEqualTo("x");
    }

    @Test
    void holdsAFileThatIsNamedJsonToJson() {
        assertThatThrownBy(() -> DocumentReader.read("api.json", "{\"a\": [1,\n 2,]}"))
                .hasMessageStartingWith("api.json:2:4: /a/2: not JSON: ");
    }

    @Test
    void tellsTheFaultOfTheReadingThatCameFurther() {
        assertThat(faults("{a: 1,\n b: [}")).singleElement().asString().startsWith("api.yaml:2:6: /b/0: not YAML");
    }

    @Test
    void passesOverAByteOrderMark() throws DocumentException {
        assertThat(value(member(read("\uFEFFa: 1"), "a"))).isEqualTo(BigDecimal.ONE);
        assertThat(value(member(read("\uFEFF{\"a\": 1}"), "a"))).isEqualTo(BigDecimal.ONE);
    }

    @Test
    void followsAliases() throws DocumentException {
        Node root = read("a: &x {k: v}\nb: *x\n? &y key\n: *y\n");

        assertThat(member(root, "b")).isSameAs(member(root, "a"));
        assertThat(value(member(root, "key"))).isEqualTo("key");
    }

    @Test
    void keepsTheOrderOfManyMembers() throws DocumentException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            text.append('k').append(999 - i).append(": ").append(i).append('\n');
        }

        Node.Mapping root = mapping(read(text.toString()));

        assertThat(root.members().keySet().iterator().next()).isEqualTo("k999");
        assertThat(value(member(root, "k0"))).isEqualTo(BigDecimal.valueOf(999));
        assertThat(root.get("k1000")).isNull();
        assertThat(root.keyPlace("k0").line()).isEqualTo(1000);
        assertThatThrownBy(() -> root.members().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void reportsDoubledKeysAllAtOnce() {
        assertThat(faults("a: 1\nb: {c: 1, c: {d: 2}, e: 3, c: 4}\na: 2\n"))
                .containsExactly(
                        "api.yaml:2:11: /b: the key 'c' is doubled; it stands first at line 2, column 5",
                        "api.yaml:2:28: /b: the key 'c' is doubled; it stands first at line 2, column 5",
                        "api.yaml:3:1: the key 'a' is doubled; it stands first at line 1, column 1");
        assertThat(faults("{\"a\": 1, \"a\": 2}"))
                .containsExactly("api.yaml:1:10: the key 'a' is doubled; it stands first at line 1, column 2");
    }

    @Test
    void reportsADoubledKeyAmongMany() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            text.append('k').append(i).append(": 1\n");
        }

        assertThat(faults(text + "k7: 1\n"))
                .containsExactly("api.yaml:101:1: the key 'k7' is doubled; it stands first at line 8, column 1");
    }

    @Test
    void reportsKeysThatAreNoStrings() {
        assertThat(faults("? [a]\n: 1\nb: 2\n? {c: d}\n: {e: f}\n"))
                .containsExactly(
                        "api.yaml:1:3: a key that is an array (expected: a string)",
                        "api.yaml:4:3: a key that is an object (expected: a string)");
        assertThat(faults("a: &x [1]\n? *x\n: {b: 1, b: 2}\n"))
                .containsExactly(
                        "api.yaml:2:3: a key that is an array (expected: a string)",
                        "api.yaml:3:10: the key 'b' is doubled; it stands first at line 3, column 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "# nothing\n", "---\n", "---\n...\n", "\uFEFF"})
    void reportsAnEmptyDocument(String text) {
        assertThat(faults(text)).containsExactly("api.yaml:1:1: the document is empty (expected: an object)");
    }

    @Test
    void reportsASecondDocument() {
        assertThat(faults("a: 1\n---\nb: 2\n"))
                .containsExactly("api.yaml:2:1: a second document (expected: one in a file)");
        assertThat(faults("a: 1\n---\n---\n''\n"))
                .containsExactly("api.yaml:2:1: a second document (expected: one in a file)");
        assertThat(faults("{\"a\": 1} {\"b\": 2}")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: 1\n---\n", "a: 1\n...\n", "a: 1\n...\n---\n# the end\n", "a: 1\n---\n---\n"})
    void anEmptyDocumentMayFollow(String text) throws DocumentException {
        assertThat(mapping(read(text)).members()).containsOnlyKeys("a");
    }

    @Test
    void reportsSyntaxWithItsPlace() {
        assertThat(faults("a: 1\nb: [1, 2\nc: 3\n")).singleElement().asString().startsWith("api.yaml:3:");
        assertThat(faults("a: \"\\q\"\n")).singleElement().asString().startsWith("api.yaml:1:");
        assertThat(faults("a: x\n\u0007: 1\n"))
                .singleElement()
                .asString()
                .startsWith("api.yaml:2:1: a character that YAML does not allow: U+0007");
        assertThat(faults("a: !include b.yaml\n"))
                .containsExactly("api.yaml:1:4: /a: unknown tag !include (expected: none)");
        assertThat(faults("a: 1\na: 2\nb: [\n")).hasSize(2);
    }

    @Test
    void saysInWordsForReadersWhatIsNoSyntax() {
        assertThat(faults("%YAML 3.0\n---\na: 1\n"))
                .containsExactly("api.yaml:2:1: an unknown version of YAML (expected: %YAML 1.2, or none)");
        assertThat(jsonFaults("{\"a\": {\n"))
                .containsExactly("api.json:2:1: /a: not JSON: Unexpected end-of-input: expected close marker for Object"
                        + " (start marker at line: 1, column: 7)");
        assertThat(jsonFaults("{ // a\n}"))
                .containsExactly("api.json:1:3: not JSON: Unexpected character ('/' (code 47)): maybe a (non-standard)"
                        + " comment?");
        assertThat(jsonFaults("[NaN]")).containsExactly("api.json:1:5: /0: not JSON: Non-standard token 'NaN'");
    }

    private static List<String> jsonFaults(String text) {
        DocumentException refused =
                catchThrowableOfType(DocumentException.class, () -> DocumentReader.read("api.json", text));
        return refused.faults().stream().map(Fault::toString).toList();
    }

    /** YAML 1.2.2, 6.2: a tab separates as a space does; 6.1: it does not indent. */
    @Test
    void tabsSeparate() throws DocumentException {
        for (String text : List.of(
                "a:\tb\n",
                "a: \tb\n",
                "a:\t\tb\t# c\n",
                "a: 'b'\t\n",
                "\t\na: b\n\t# c\n \t\n",
                "a:\t&x b\n",
                "a\t: b\n",
                "# 😀\na:\tb\t\n")) {
            assertThat(value(member(read(text), "a"))).as(text).isEqualTo("b");
        }
        Node root = read("a:\n-\tb\n-\tc:\td\n" + "-\te: |\n    \t:\tx\n".repeat(50));
        assertThat(((Node.Sequence) member(root, "a")).items())
                .hasSize(52)
                .last()
                .satisfies(item -> {
                    assertThat(value(member(item, "e"))).isEqualTo("\t:\tx\n");
                    assertThat(member(item, "e").place()).hasToString("api.yaml:102:6");
                });
        assertThat(faults("a:\n\tb: c\n")).singleElement().asString().startsWith("api.yaml:2:1: /a: not YAML:");
        assertThat(faults("a:\tb\n\tc: d\n")).singleElement().asString().startsWith("api.yaml:2:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void readsUtf16(String charset) throws DocumentException {
        for (String text : List.of("\uFEFFé: 😀\n", "a: 😀\n", "{\"a\": \"😀\"}", "\uFEFF{\"é\": \"😀\"}")) {
            Node root = DocumentReader.read("api.yaml", text.getBytes(Charset.forName(charset)));

            assertThat(mapping(root).members().values())
                    .as(text)
                    .singleElement()
                    .extracting(DocumentReaderTest::value)
                    .isEqualTo("😀");
        }
        byte[] cut = "a: b".getBytes(Charset.forName(charset));
        assertThatThrownBy(() -> DocumentReader.read("api.yaml", Arrays.copyOf(cut, cut.length - 1)))
                .hasMessage("api.yaml:1:4: bytes that are not UTF-16 (expected: UTF-16)");
    }

    @Test
    void passesOverUnknownTagsForWhoTakesWarnings() throws DocumentException {
        Document document = DocumentReader.document("api.yaml", "a: !Sub '${x}'\nb: !If [y, !Ref z]\nc: !!set {d}\n");

        assertThat(value(member(document.root(), "a"))).isEqualTo("${x}");
        assertThat(((Node.Sequence) member(document.root(), "b")).items()).hasSize(2);
        assertThat(document.warnings())
                .extracting(Fault::toString)
                .containsExactly(
                        "api.yaml:1:4: /a: unknown tag !Sub (expected: none)",
                        "api.yaml:2:4: /b: unknown tag !If (expected: none)",
                        "api.yaml:2:12: /b/1: unknown tag !Ref (expected: none)",
                        "api.yaml:3:4: /c: unknown tag tag:yaml.org,2002:set (expected: none)");
    }

    @Test
    void reportsAliasesThatLeadNowhereOrToThemselves() {
        assertThat(faults("a: *x\n")).containsExactly("api.yaml:1:4: /a: there is no anchor &x");
        assertThat(faults("a: &x\n  b: [*x]\n")).containsExactly("api.yaml:2:7: /a/b/0: the alias *x holds itself");
    }

    @Test
    void refusesAliasesThatExplode() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            text.append("a%d: &a%d [".formatted(i, i));
            text.append("*a%d, ".formatted(i - 1).repeat(10)).append("]\n");
        }

        assertThat(faults(text.toString())).singleElement().asString().contains("aliases stand for too much");
    }

    @Test
    void refusesDepthThroughAliases() {
        StringBuilder text = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 300; i++) {
            text.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
        }

        assertThat(faults(text.toString())).singleElement().asString().contains("nested too deep through *a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":", "{a: ", "- ", "? ", "&x [", "a:\n ", "!!seq ["})
    void refusesDepth(String step) {
        String text = step.equals("a:\n ") ? deepBlock() : step.repeat(3_000_000 / step.length());

        assertThat(faults(text).get(faults(text).size() - 1)).contains("nested too deep");
    }

    private static String deepBlock() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }
        return text.toString();
    }

    @Test
    void readsAFileOfUtf8Only(@TempDir Path folder) throws IOException, DocumentException {
        Path good = Files.writeString(folder.resolve("good.yaml"), "a: größe\n");
        Path bad = Files.write(folder.resolve("bad.yaml"), "a: 1\nb: größe\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(value(member(DocumentReader.read(good), "a"))).isEqualTo("größe");
        assertThatThrownBy(() -> DocumentReader.read(bad))
                .hasMessage(bad + ":2:6: bytes that are not UTF-8 (expected: UTF-8)");
    }
}

package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.document.DocumentSource;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundlesTest {

    private static final int MOST = 100_000;

    @TempDir
    Path folder = Path.of("");

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, text);
    }

    private static JsonObject bundle(Path file) throws IOException {
        return new JsonObject(Bundles.json(Location.of(file), DocumentSource.NONE, MOST));
    }

    /** What a reader finds who follows references within the document only. */
    private static Object followed(JsonObject document, String pointer) {
        Object found = JsonPointer.from(pointer).queryJson(document);
        return found instanceof JsonObject object && object.containsKey("$ref")
                ? followed(document, object.getString("$ref").substring(1))
                : found;
    }

    @Test
    void referencesToOtherFilesLeadWithinTheDocument() throws IOException {
        Path root =
                file("api.yaml", "a: {$ref: 'parts/one.yaml#/x'}\nb: {$ref: '#/c'}\nc: [1, yes, null, \"q\\\"\"]\n");
        file(
                "parts/one.yaml",
                "x: {y: {$ref: '#/z'}, back: {$ref: '../api.yaml#/c'}, whole: {$ref: two.json}}\nz: 7\n");
        file("parts/two.json", "{\"self\": {\"$ref\": \"#/n\"}, \"n\": 1.50, \"again\": {\"$ref\": \"one.yaml#/z\"}}");

        JsonObject json = bundle(root);

        assertThat(followed(json, "/b")).isEqualTo(json.getJsonArray("c"));
        JsonObject x = (JsonObject) followed(json, "/a");
        assertThat(followed(json, x.getJsonObject("y").getString("$ref").substring(1)))
                .isEqualTo(7);
        assertThat(x.getJsonObject("back").getString("$ref")).isEqualTo("#/c");
        JsonObject two = (JsonObject)
                followed(json, x.getJsonObject("whole").getString("$ref").substring(1));
        assertThat(followed(json, two.getJsonObject("self").getString("$ref").substring(1)))
                .isEqualTo(1.5);
        assertThat(followed(json, two.getJsonObject("again").getString("$ref").substring(1)))
                .isEqualTo(7);
    }

    @Test
    void whatCannotBeReadStaysAsItIs() throws IOException {
        Path root = file("sub/api.yaml", """
                a: {$ref: 'none.yaml#/x'}
                b: {$ref: '../secret.yaml#/x'}
                c: {$ref: 'https://x.example/y'}
                d: {$ref: '#name'}
                e: {$ref: 'http://[broken'}
                """);
        file("secret.yaml", "x: secret");

        JsonObject json = bundle(root);

        assertThat(json.getJsonObject("a").getString("$ref")).isEqualTo("none.yaml#/x");
        assertThat(json.getJsonObject("b").getString("$ref")).isEqualTo("../secret.yaml#/x");
        assertThat(json.getJsonObject("c").getString("$ref")).isEqualTo("https://x.example/y");
        assertThat(json.getJsonObject("d").getString("$ref")).isEqualTo("#name");
        assertThat(json.getJsonObject("e").getString("$ref")).isEqualTo("http://[broken");
        assertThat(json.encode()).doesNotContain("secret\"");
    }

    @Test
    void isWrittenUpToASize() throws IOException {
        byte[] text = ("a: \"" + "x".repeat(1_000) + "\"\nb: 1\n").getBytes(StandardCharsets.UTF_8);

        assertThat(new JsonObject(Bundles.json(text, 2_000)).getInteger("b")).isEqualTo(1);
        assertThatThrownBy(() -> Bundles.json(text, 500))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("larger than 500");
    }

    @Test
    void saysWhatIsNoDocument() {
        assertThatThrownBy(() -> Bundles.json("{\"a\":".getBytes(StandardCharsets.UTF_8), MOST))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> bundle(folder.resolve("none.yaml"))).isInstanceOf(IOException.class);
    }

    @Test
    void emptyObjectsAndArraysStayWhatTheyAre() throws IOException {
        assertThat(Bundles.json("{\"a\":{},\"b\":[],\"c\":[[],{}]}".getBytes(StandardCharsets.UTF_8), MOST))
                .isEqualTo("{\"a\":{},\"b\":[],\"c\":[[],{}]}");
    }
}

package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.contract.RouteTable.Match;
import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentSource;
import dev.sluice.schema.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contracts of several files. */
class ManyFilesTest {

    private static final String USE = "openapi: 3.1.0\npaths: {/a: {put: {requestBody: {content: {application/json:"
            + " {schema: {$ref: '%s'}}}}}}}\n";

    private final Path parent;

    ManyFilesTest(@TempDir Path parent) {
        this.parent = parent;
    }

    private Path folder() {
        return parent.resolve("api");
    }

    private Path file(String name, String text) throws IOException {
        Path file = folder().resolve(name).normalize();
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, text);
    }

    private static List<String> faults(Path root) {
        DocumentException refused = catchThrowableOfType(DocumentException.class, () -> Contracts.load(root));
        assertThat(refused).as("a refusal of the contract").isNotNull();
        return refused.faults().stream().map(Object::toString).toList();
    }

    private static boolean accepts(ContractPlan plan, String json) {
        BodyPlan body = plan.operations().get(0).body();
        MediaTypePlan content = body == null ? null : body.content("application/json");
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return content != null && content.schema() != null && content.schema().accepts(bytes, 0, bytes.length);
    }

    @Test
    void everyPartCanStandInAnotherFile() throws IOException, DocumentException {
        Path root = file("root.yaml", """
                openapi: 3.0.3
                paths:
                  /pets/{id}: {$ref: 'paths/pet item.yaml'}
                  /more: {$ref: 'paths/all.json#/more~1or%20less'}
                components:
                  schemas: {Name: {type: string, maxLength: 3}}
                """);
        file("paths/pet item.yaml", """
                parameters: [{$ref: '../pieces/parts.yaml#/parameters/id'}]
                put:
                  operationId: put
                  requestBody: {$ref: ../pieces/parts.yaml#/bodies/pet}
                  responses: {200: {$ref: ../pieces/parts.yaml#/answers/ok}}
                """);
        file("paths/all.json", "{\"more/or less\": {\"get\": {\"operationId\": \"more\"}}}");
        file("pieces/parts.yaml", """
                parameters: {id: {name: id, in: path, required: true, schema: {$ref: '#/schemas/id'}}}
                bodies: {pet: {content: {application/json: {schema: {$ref: pet.yaml}}}}}
                answers: {ok: {content: {application/json: {}, text/csv: {}}}}
                schemas: {id: {type: integer}}
                """);
        file("pieces/pet.yaml", """
                type: object
                properties:
                  name: {$ref: '../root.yaml#/components/schemas/Name'}
                  child: {$ref: pet.yaml}
                  parent: {$ref: '#'}
                """);

        ContractPlan plan = Contracts.load(root);

        assertThat(plan.operations()).extracting(OperationPlan::id).containsExactly("put", "more");
        OperationPlan put = plan.operations().get(0);
        assertThat(put.pathParameters().get(0).schema().accepts(new JsonValue.StringValue(-1, -1, "x")))
                .isFalse();
        assertThat(put.responses().contentTypes()).hasSize(2);
        assertThat(plan.routes().find("GET", "/more")).isInstanceOf(Match.Found.class);
        assertThat(accepts(plan, "{\"name\":\"abc\",\"child\":{\"parent\":{\"name\":\"abc\"}}}"))
                .isTrue();
        assertThat(accepts(plan, "{\"name\":\"abc\",\"child\":{\"parent\":{\"name\":\"abcd\"}}}"))
                .isFalse();
    }

    @Test
    void faultsNameTheirFileAndTheWayToThem() throws IOException {
        Path root = file("root.yaml", USE.formatted("schemas.yaml#/Pet"));
        file("schemas.yaml", "Pet: {properties: {a: {$ref: '#/Pett'}, b: {$ref: deep/other.yaml}}}\n");
        file("deep/other.yaml", "type: strng\nitems: {$ref: ../nowhere.yaml}\n");
        String schema = root + "#/paths/~1a/put/requestBody/content/application~1json/schema";

        assertThat(faults(root))
                .containsExactly(
                        folder().resolve("deep/other.yaml")
                                + ":1:7: /type: unknown type (expected: array, boolean, integer, null, number, object or"
                                + " string) (via " + schema + " → " + folder().resolve("schemas.yaml")
                                + "#/Pet/properties/b)",
                        folder().resolve("deep/other.yaml")
                                + ":2:15: /items/$ref: ../nowhere.yaml cannot be had: there is no such file (via "
                                + schema + " → " + folder().resolve("schemas.yaml") + "#/Pet/properties/b)",
                        folder().resolve("schemas.yaml") + ":1:30: /Pet/properties/a/$ref: there is no #/Pett (is 'Pet'"
                                + " meant?) (via " + schema + ")");
    }

    @Test
    void aFileThatIsNoDocumentTellsItsFaultsOnce() throws IOException {
        Path root = file("root.yaml", """
                openapi: 3.1.0
                paths: {/a: {$ref: 'bad.yaml#/a'}, /b: {$ref: 'bad.yaml#/b'}}
                """);
        file("bad.yaml", "a: {}\na: {}\n");

        assertThat(faults(root))
                .containsExactly(
                        folder().resolve("bad.yaml")
                                + ":2:1: the key 'a' is doubled; it stands first at line 1, column 1",
                        root + ":2:20: /paths/~1a/$ref: bad.yaml#/a cannot be had: it is no document",
                        root + ":2:47: /paths/~1b/$ref: bad.yaml#/b cannot be had: it is no document");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../outside.yaml | the file is not in the folder of the contract",
                "%2e%2e/outside.yaml | the file is not in the folder of the contract",
                "sub/../../outside.yaml#/x | the file is not in the folder of the contract",
                "../absent.yaml | the file is not in the folder of the contract",
                "link.yaml | the file is not in the folder of the contract",
                "linked/outside.yaml | the file is not in the folder of the contract",
                "/etc/hostname | an absolute path",
                "file:///etc/hostname | an absolute path",
                "//host/x.yaml | an absolute path",
                "http://localhost:1/x.yaml | nothing is fetched over the network",
                "ftp://localhost:1/x.yaml | nothing is fetched over the network",
                "jar:file:/x.jar!/x.yaml | nothing is fetched over the network",
                "absent.yaml | there is no such file",
                "folder | not a file",
                "x%00y.yaml | not the location of a file",
                "beside.yaml?x=1 | not the location of a file",
                "beside.yaml#/no/where | there is no beside.yaml#/no/where",
                "http://[bad | not a reference",
            })
    void refusesWhatIsNotInTheFolder(String reference, String reason) throws IOException {
        Path root = file("root.yaml", USE.formatted(reference));
        file("../outside.yaml", "type: string");
        file("beside.yaml", "type: string");
        Files.createDirectories(folder().resolve("folder"));
        Files.createSymbolicLink(folder().resolve("link.yaml"), parent.resolve("outside.yaml"));
        Files.createSymbolicLink(folder().resolve("linked"), parent);

        assertThat(faults(root))
                .singleElement()
                .asString()
                .contains("/schema/$ref: ")
                .contains(reason);
    }

    @Test
    void aRootThatIsALinkHasTheFolderOfItsFile() throws IOException, DocumentException {
        file("versions/1/root.yaml", USE.formatted("pet.yaml"));
        file("versions/1/pet.yaml", "type: string");
        Path link = Files.createSymbolicLink(parent.resolve("api.yaml"), folder().resolve("versions/1/root.yaml"));

        ContractPlan plan = Contracts.load(link);

        assertThat(plan.file()).isEqualTo(link.toString());
        assertThat(accepts(plan, "1")).isFalse();
    }

    @Test
    void aSourceOfTheCallersOwnMayFetch() throws IOException, DocumentException {
        List<String> asked = new ArrayList<>();
        DocumentSource network = location -> {
            asked.add(location.toString());
            byte[] bytes = "{\"$ref\": \"#/b\", \"b\": {\"type\": \"string\"}}".getBytes(StandardCharsets.UTF_8);
            return new DocumentSource.Found(location, bytes);
        };
        Path root = file("root.yaml", USE.formatted("https://example.com/schemas/a.json"));

        ContractPlan plan = Contracts.load(root, Reading.JUDGE.with(network));

        assertThat(asked).containsExactly("https://example.com/schemas/a.json");
        assertThat(accepts(plan, "\"x\"")).isTrue();
        assertThat(accepts(plan, "1")).isFalse();
    }

    @Test
    void errorCodesOfOtherFilesAreChecked() throws IOException {
        Path root = file("root.yaml", "openapi: 3.1.0\npaths: {/a: {$ref: b.yaml}}\n");
        file("b.yaml", "get: {parameters: [{name: q, in: query, schema: {type: string, x-sluice-error: NONE}}]}\n");

        assertThat(faults(root))
                .singleElement()
                .asString()
                .contains("b.yaml:1:80: /get/parameters/0/schema/x-sluice-error: the code 'NONE' is not among");
    }

    @Test
    void referencesCanGoInCircles() throws IOException {
        Path root = file("root.yaml", "openapi: 3.1.0\npaths: {/a: {$ref: 'b.yaml#/x'}}\n");
        file("b.yaml", "x: {$ref: c.yaml}\n");
        file("c.yaml", "{$ref: 'b.yaml#/x'}\n");

        assertThat(faults(root))
                .containsExactly(folder().resolve("c.yaml") + ":1:8: /$ref: the $ref leads back to itself: b.yaml#/x →"
                        + " c.yaml → b.yaml#/x (via " + root + "#/paths/~1a → " + folder().resolve("b.yaml") + "#/x)");
    }

    @Test
    void aCircleNamesEachOfItsStepsOnce() throws IOException {
        Path root = file("root.yaml", "openapi: 3.1.0\npaths: {/a: {$ref: 'b.yaml#/x'}}\n");
        file("b.yaml", "x: {$ref: c.yaml}\n");
        file("c.yaml", "{$ref: './b.yaml#/x'}\n");

        assertThat(faults(root))
                .singleElement()
                .asString()
                .contains("the $ref leads back to itself: b.yaml#/x → c.yaml → ./b.yaml#/x (via ");
    }

    @Test
    void aFileOfAnotherVersionIsAWarning() throws IOException, DocumentException {
        Path root = file("root.yaml", USE.formatted("old.yaml#/components/schemas/A"));
        String rest = "\ncomponents: {schemas: {A: {properties: {b: {$ref: 'same.yaml#/components/schemas/B'}}}}}\n";
        file("old.yaml", "openapi: 3.0.3" + rest);
        file("same.yaml", "openapi: 3.1.1\ncomponents: {schemas: {B: {$ref: 'old.yaml#/components/schemas/A'}}}\n");

        assertThat(Contracts.load(root).warnings().stream().map(Object::toString))
                .containsExactly(folder().resolve("old.yaml") + ":1:10: /openapi: not the version of OpenAPI that the"
                        + " root of the contract names; schemas are read as the root's");
    }

    @Test
    void aTextThatStandsAloneRefersToNothingElse() {
        assertThat(Load.faults(USE.formatted("other.yaml")))
                .singleElement()
                .asString()
                .endsWith("/schema/$ref: other.yaml cannot be had: the contract is a text that stands alone (expected:"
                        + " #/…)");
    }
}

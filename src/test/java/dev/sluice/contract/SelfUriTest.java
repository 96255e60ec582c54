package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentSource;
import dev.sluice.document.Fault;
import dev.sluice.document.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code $self}: what a document is called, and what its references are relative to (OpenAPI 3.2, 4.1.2.2.1). */
class SelfUriTest {

    private static final String ROOT = """
            openapi: 3.2.0
            $self: %s
            paths: {/a: {put: {requestBody: {content: {application/json: {schema: {$ref: '%s'}}}}}}}
            components: {schemas: {Short: {type: string, maxLength: 2}}}
            """;

    private final Path folder;

    SelfUriTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, text);
    }

    private static boolean accepts(ContractPlan plan, String json) {
        BodyPlan body = plan.operations().get(0).body();
        MediaTypePlan content = body == null ? null : body.content("application/json");
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return content != null && content.schema() != null && content.schema().accepts(bytes, 0, bytes.length);
    }

    private static void isShort(ContractPlan plan) {
        assertThat(accepts(plan, "\"ab\"")).isTrue();
        assertThat(accepts(plan, "\"abc\"")).isFalse();
    }

    private static List<String> faults(Path root) {
        DocumentException refused = catchThrowableOfType(DocumentException.class, () -> Contracts.load(root));
        assertThat(refused).as("a refusal of the contract").isNotNull();
        return refused.faults().stream().map(Fault::message).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#/components/schemas/Short",
                "openapi#/components/schemas/Short",
                "https://specs.example/shop/openapi#/components/schemas/Short",
                "../shop/openapi#/components/schemas/Short",
                "//specs.example/shop/openapi#/components/schemas/Short",
            })
    void aDocumentIsFoundByWhatItSaysThatItIs(String reference) throws IOException, DocumentException {
        isShort(Contracts.load(file("api.yaml", ROOT.formatted("https://specs.example/shop/openapi", reference))));
    }

    /** As those who deploy a contract elsewhere want it: the files stand as their URIs do. */
    @ParameterizedTest
    @CsvSource({
        "https://specs.example/shop/openapi, parts/names.yaml#/Short",
        "https://specs.example/shop/openapi, https://specs.example/shop/parts/names.yaml#/Short",
        "urn:example:shop, parts/names.yaml#/Short",
        "other/, ../parts/names.yaml#/Short",
        "other.yaml, parts/names.yaml#/Short",
    })
    void whatIsRelativeToItStandsBesideTheFile(String self, String reference) throws IOException, DocumentException {
        file("parts/names.yaml", "Short: {$ref: 'more.yaml#/Short'}");
        file("parts/more.yaml", "Short: {type: string, maxLength: 2}");

        isShort(Contracts.load(file("api.yaml", ROOT.formatted(self, reference))));
    }

    @Test
    void anotherDocumentIsFoundByItsOwnToo() throws IOException, DocumentException {
        file("names.yaml", """
                openapi: 3.2.0
                $self: https://names.example/all
                components: {schemas: {Short: {$ref: 'all#/components/schemas/Own'}, Own: {type: string, maxLength: 2}}}
                """);
        Path root = file("api.yaml", """
                openapi: 3.2.0
                $self: https://specs.example/shop/openapi
                paths:
                  /a: {put: {requestBody: {content: {application/json: {schema: {$ref: 'names.yaml#/components/schemas/Short'}}}}}}
                  /b: {put: {requestBody: {content: {application/json: {schema: {$ref: 'https://names.example/all#/components/schemas/Short'}}}}}}
                """);

        isShort(Contracts.load(root));
    }

    @Test
    void identifiersInItAreRelativeToIt() throws IOException, DocumentException {
        isShort(Contracts.load(file("api.yaml", """
                openapi: 3.2.0
                $self: https://specs.example/shop/openapi
                paths: {/a: {put: {requestBody: {content: {application/json: {schema: {$ref: 'https://specs.example/shop/short'}}}}}}}
                components: {schemas: {Short: {$id: short, type: string, maxLength: 2}}}
                """)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://specs.example/shop/openapi | none.yaml#/A | none.yaml#/A cannot be had: ",
                "https://specs.example/shop/openapi | https://specs.example/other#/A | https://specs.example/other#/A cannot be had: ",
                "https://specs.example/shop/openapi | names.yaml#/Shrt | there is no names.yaml#/Shrt (is 'Short' meant?)",
                "https://specs.example/shop/openapi | openapi#/components/schemas/Shor | there is no openapi#/components/schemas/Shor (is 'Short' meant?)",
                "https://specs.example/shop/openapi | ../../secret.yaml | ../../secret.yaml cannot be had: ",
                "file:///etc/openapi | #/components/schemas/Short | $self is an absolute path",
                "/etc/openapi | #/components/schemas/Short | $self is an absolute path",
                "[1] | #/components/schemas/Short | not the right kind of value",
            })
    void whatCannotBeFoundIsTold(String self, String reference, String expected) throws IOException {
        file("names.yaml", "Short: {type: string}");

        assertThat(faults(file("api.yaml", ROOT.formatted(self, reference))))
                .singleElement()
                .asString()
                .startsWith(expected);
    }

    /** It is a name, and no permission. */
    @Test
    void nothingIsReadByIt() throws DocumentException {
        List<URI> asked = new ArrayList<>();
        DocumentSource source = location -> {
            asked.add(location);
            throw new UnavailableException("not here");
        };

        String own = ROOT.formatted("https://specs.example/shop/openapi", "#/components/schemas/Short");
        isShort(Contracts.parse("api.yaml", own, Reading.JUDGE.with(source)));

        assertThat(asked).isEmpty();
    }

    @Test
    void aFragmentIsNoPartOfItAndADoubledOneNamesTheFirst() throws IOException, DocumentException {
        file(
                "names.yaml",
                "openapi: 3.2.0\n$self: https://specs.example/shop/openapi\nShort: {type: string, maxLength: 2}\n");
        ContractPlan plan = Contracts.load(
                file("api.yaml", ROOT.formatted("'https://specs.example/shop/openapi#x'", "names.yaml#/Short")));

        isShort(plan);
        assertThat(plan.warnings().stream().map(Fault::message))
                .containsExactlyInAnyOrder(
                        "the fragment of $self means nothing: it names a whole document",
                        "another document has the same $self; what it names is that one");
    }

    @Test
    void beforeOpenApi32ItIsNobodysBusiness() throws IOException, DocumentException {
        file("names.yaml", "Short: {type: string, maxLength: 2}");
        ContractPlan plan = Contracts.load(file(
                "api.yaml",
                ROOT.formatted("https://specs.example/x", "names.yaml#/Short").replace("3.2.0", "3.1.0")));

        isShort(plan);
        assertThat(plan.warnings()).isEmpty();
    }
}

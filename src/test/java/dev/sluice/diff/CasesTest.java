package dev.sluice.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractDocuments;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Reading;
import dev.sluice.document.DocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table of {@code diff/cases.txt}. */
class CasesTest {

    private static final String OPERATION = "responses: {}";

    private static final String SCHEMES = """
            components:
              securitySchemes:
                key: {type: apiKey, in: header, name: X-Key}
                oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://t.example', scopes: {}}}}
            """;

    @TestFactory
    Stream<DynamicTest> everyCaseHolds() throws IOException {
        return cases().stream().map(cells -> DynamicTest.dynamicTest(cells[1], () -> assertCase(cells)));
    }

    static List<String[]> cases() throws IOException {
        return lines().map(line -> line.split(" \\| ", -1)).toList();
    }

    private static Stream<String> lines() throws IOException {
        try (InputStream file = CasesTest.class.getResourceAsStream("/diff/cases.txt")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
        }
    }

    private static void assertCase(String[] cells) throws DocumentException {
        Comparison comparison = compared(cells);

        assertThat(codes(comparison, Side.REQUEST) + " | " + codes(comparison, Side.RESPONSE))
                .as(cells[1])
                .isEqualTo(cells[4] + " | " + cells[5]);
    }

    static Comparison compared(String[] cells) throws DocumentException {
        String kind = cells[0];
        String before = kind.startsWith("3.0") ? "3.0.3" : kind.equals("3.2") ? "3.2.0" : "3.1.0";
        String after = kind.equals("3.0") ? "3.0.3" : kind.equals("3.2") ? "3.2.0" : "3.1.0";

        return ContractDiff.between(
                contract("old.yaml", kind, before, cells[2]), contract("new.yaml", kind, after, cells[3]));
    }

    private static ContractDocuments contract(String file, String kind, String version, String text)
            throws DocumentException {
        String head = "openapi: " + version + "\n";
        String inner = text.substring(1, text.length() - 1);
        String document = switch (kind) {
            case "document" -> head + members(text);
            case "3.2", "operation" ->
                head + "paths: {/x: {post: {"
                        + (inner.contains("responses") && !inner.startsWith("callbacks")
                                ? inner
                                : inner + (inner.isEmpty() ? "" : ", ") + OPERATION)
                        + "}}}\n" + SCHEMES;
            default ->
                head + "paths: {/x: {post: {requestBody: {content: {application/json: {schema: {$ref:"
                        + " '#/components/schemas/S'}}}}, responses: {'200': {description: d, content:"
                        + " {application/json: {schema: {$ref: '#/components/schemas/S'}}}}}}}}\n"
                        + "components: {schemas: {S: " + text + "}}\n";
        };
        return Contracts.open(file, document.getBytes(StandardCharsets.UTF_8), Reading.JUDGE);
    }

    /** A flow mapping's members at the root, beside {@code openapi}. */
    private static String members(String flow) {
        return "x-none: {}\n" + Flow.members(flow);
    }

    private static String codes(Comparison comparison, Side side) {
        List<String> codes = comparison.changes().stream()
                .filter(change -> change.side() == side)
                .map(change -> change.effect() + " " + change.code())
                .distinct()
                .toList();
        return codes.isEmpty() ? "-" : codes.stream().collect(Collectors.joining(", "));
    }
}

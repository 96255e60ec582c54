package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.document.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OpenAPI 3.2 adds; what of it is not read is tolerated, and told. */
class LaterVersionTest {

    private static final String CONTRACT = """
            openapi: 3.2.0
            $self: https://specs.example/api
            paths:
              /a:
                get:
                  parameters: [{name: all, in: querystring, content: {application/json: {schema: {type: object}}}}]
                post:
                  requestBody: {content: {application/jsonl: {itemSchema: {type: object}}}}
            """;

    @Test
    void isReadWithoutAWarning() {
        ContractPlan plan = Load.contract(CONTRACT);

        assertThat(plan.operations()).hasSize(2);
        assertThat(plan.warnings().stream().map(Fault::toString)).isEmpty();
    }

    /** What a media type says of a sequence that nobody reads. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "3.2.0 | application/jsonl: {itemSchema: {type: object}} | []",
                "3.2.0 | application/jsonl: {schema: {items: {}}} | []",
                "3.2.0 | application/jsonl: {$ref: '#/components/mediaTypes/lines'} | []",
                "3.2.0 | application/jsonl: {schema: {type: object}} | ["
                        + "bodies of application/jsonl are not judged, "
                        + "the schema of application/jsonl takes no array, but what it is applied to is the array of all"
                        + " items (expected: itemSchema, for each of them); it is read as in OpenAPI 3.1]",
                "3.2.0 | text/event-stream: {schema: {type: string}} | ["
                        + "the schema of text/event-stream takes no array, but what it is applied to is the array of all"
                        + " items (expected: itemSchema, for each of them); it is read as in OpenAPI 3.1]",
                "3.2.0 | application/json: {itemSchema: {}} | [itemSchema is not read, since application/json is no sequential media type]",
                "3.2.0 | multipart/mixed: {itemSchema: {}, itemEncoding: {}, prefixEncoding: []} | ["
                        + "the parts of multipart/mixed are not judged by their itemSchema, "
                        + "itemEncoding is not read, prefixEncoding is not read]",
                "3.1.0 | application/jsonl: {itemSchema: {}} | [itemSchema is of OpenAPI 3.2; it is not read here]",
                "3.1.0 | application/jsonl: {schema: {type: array}} | [bodies of application/jsonl are not judged]",
            })
    void ofSequencesWhatIsNotReadIsTold(String version, String content, String expected) {
        ContractPlan plan = Load.contract("""
                openapi: %s
                paths:
                  /a:
                    post:
                      requestBody: {content: {%s}}
                components: {mediaTypes: {lines: {itemSchema: {type: integer}}}}
                """.formatted(version, content));

        assertThat(plan.warnings().stream().map(Fault::message).toList()).hasToString(expected);
    }

    @Test
    void isAFaultBefore() {
        assertThat(Load.faults(CONTRACT.replace("3.2.0", "3.1.0")))
                .singleElement()
                .asString()
                .contains("'querystring' is no place for a parameter");
    }
}

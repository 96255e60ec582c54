package dev.sluice.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Reading;
import dev.sluice.document.Fault;
import dev.sluice.support.RawConnection.Answer;
import dev.sluice.validation.ResponseValidator;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A few items, framed as their media type wants it. */
class SequencesTest {

    private static final String CONTRACT = """
            openapi: 3.2.0
            info: {title: t, version: v}
            paths:
              /lines: {get: {responses: {"200": {description: d, content: {application/jsonl: {itemSchema: {$ref: '#/components/schemas/Row'}}}}}}}
              /records: {get: {responses: {"200": {description: d, content: {application/geo+json-seq: {itemSchema: {$ref: '#/components/schemas/Row'}}}}}}}
              /events: {get: {responses: {"200": {description: d, content: {text/event-stream: {itemSchema: {$ref: '#/components/schemas/Event'}}}}}}}
              /whole: {get: {responses: {"200": {description: d, content: {application/x-ndjson: {schema: {type: array, minItems: 5, items: {type: integer}}}}}}}}
              /both: {get: {responses: {"200": {description: d, content: {application/x-ndjson: {itemSchema: {type: integer}, schema: {minItems: 4, items: {type: integer}}}}}}}}
              /shown:
                get:
                  responses:
                    "200":
                      description: d
                      content:
                        text/event-stream:
                          itemSchema: {$ref: '#/components/schemas/Event'}
                          examples:
                            several: {dataValue: [{event: add, data: "a\\nb", retry: 5}, {data: ""}, {id: "1"}]}
                            text: {serializedValue: "data: as it is\\n\\n"}
              /wrong:
                get:
                  responses:
                    "200": {description: d, content: {application/jsonl: {itemSchema: {type: integer}, example: [1, x]}}}
            components:
              schemas:
                Row: {type: object, required: [n], properties: {n: {type: integer, maximum: 9}}}
                Event:
                  type: object
                  required: [data, event]
                  properties: {data: {type: string, minLength: 1}, event: {enum: [add, remove]}, id: {type: string}, retry: {type: integer, minimum: 0}}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"/lines", "/records", "/events", "/whole", "/both"})
    void whatIsGeneratedKeepsItsSchema(String path) throws Exception {
        ContractPlan contract = Contracts.parse("api.yaml", CONTRACT, Reading.MOCK);
        try (MockServer server = MockServer.of(CONTRACT)) {
            for (int seed = 0; seed < 30; seed++) {
                Answer answer = server.ask("GET", path, "Prefer: dynamic=true, seed=" + seed);

                MultiMap headers =
                        MultiMap.caseInsensitiveMultiMap().add("content-type", answer.header("content-type"));
                var operation = contract.operations().stream()
                        .filter(each -> each.path().equals(path))
                        .findFirst()
                        .orElseThrow();
                assertThat(answer.text()).as("seed %d", seed).isNotEmpty();
                assertThat(new ResponseValidator()
                                .judge(operation, 200, headers, Buffer.buffer(answer.text()), 0)
                                .violations())
                        .as("seed %d: %s", seed, answer.text())
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/lines | application/jsonl | (\\{\"n\":-?[0-9]+}\\n){3}",
                "/records | application/geo+json-seq | (\\x1e\\{\"n\":-?[0-9]+}\\n){3}",
                "/events | text/event-stream;charset=utf-8 | (event: [a-z]+\\n(id: .*\\n)?(retry: [0-9]+\\n)?(data: .*\\n)+\\n){3}",
                "/whole | application/x-ndjson | (-?[0-9]+\\n){5,}",
                "/both | application/x-ndjson | (-?[0-9]+\\n){4,}",
            })
    void itemsAreFramed(String path, String contentType, String body) throws Exception {
        try (MockServer server = MockServer.of(CONTRACT)) {
            Answer answer = server.ask("GET", path);

            assertThat(answer.header("content-type")).isEqualTo(contentType);
            assertThat(answer.text()).matches(body);
        }
    }

    @Test
    void examplesOfEventsAreWrittenAsEvents() throws Exception {
        try (MockServer server = MockServer.of(CONTRACT)) {
            assertThat(server.ask("GET", "/shown", "Prefer: example=several").text())
                    .isEqualTo("event: add\nretry: 5\ndata: a\ndata: b\n\ndata: \n\nid: 1\ndata: \n\n");
            assertThat(server.ask("GET", "/shown", "Prefer: example=text").text())
                    .isEqualTo("data: as it is\n\n");
        }
    }

    @Test
    void anExampleWithAWrongItemIsTold() throws Exception {
        ContractPlan contract = Contracts.parse("api.yaml", CONTRACT, Reading.MOCK);

        assertThat(MockBackend.of(contract, MockSettings.DEFAULT).warnings().stream()
                        .map(Fault::message))
                .contains("the example breaks its schema at /1: expected integer; it is answered as it is");
    }
}

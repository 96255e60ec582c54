package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.document.DocumentException;
import dev.sluice.document.Fault;
import dev.sluice.schema.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Identifiers, anchors and dialects of schemas in contracts. */
class IdentifiersTest {

    private static Schema schema(ContractPlan plan) {
        BodyPlan body = Objects.requireNonNull(plan.operations().get(0).body());
        return Objects.requireNonNull(
                Objects.requireNonNull(body.content("application/json")).schema());
    }

    private static Schema schema(String head, String schema, String schemas) {
        return schema(Load.contract(head + "\npaths: {/a: {put: {requestBody: {content: {application/json: {schema: "
                + schema + "}}}}}}\ncomponents: {schemas: {" + schemas + "}}\n"));
    }

    private static boolean accepts(Schema schema, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return schema.accepts(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "#short",
                "https://example.com/named",
                "https://example.com/named#/$defs/own",
                "https://example.com/named#inner",
                "'#/components/schemas/Named'",
                "'#/components/schemas/Named/$defs/relative'"
            })
    void schemasAreFoundByTheirNames(String reference) {
        Schema schema = schema(
                "openapi: 3.1.0",
                "{$ref: " + (reference.startsWith("#") ? "'" + reference + "'" : reference) + "}",
                """
                Short: {$anchor: short, type: string},
                Named: {
                  $id: 'https://example.com/named',
                  type: string,
                  $defs: {own: {$anchor: inner, $ref: '#/$defs/text'}, text: {type: string}, relative: {$ref: other}}
                },
                Other: {$id: 'https://example.com/other', type: string}
                """);

        assertThat(accepts(schema, "\"x\"")).isTrue();
        assertThat(accepts(schema, "1")).isFalse();
    }

    @Test
    void aDynamicReferenceMeansTheOutermostSchema() {
        String tree = """
                Tree: {
                  $id: 'https://example.com/tree', $dynamicAnchor: node, type: object,
                  properties: {children: {type: array, items: {$dynamicRef: '#node'}}}
                },
                Strict: {
                  $id: 'https://example.com/strict', $dynamicAnchor: node, $ref: tree, unevaluatedProperties: false
                }
                """;
        Schema strict = schema("openapi: 3.1.0", "{$ref: '#/components/schemas/Strict'}", tree);
        Schema loose = schema("openapi: 3.1.0", "{$ref: '#/components/schemas/Tree'}", tree);
        String json = "{\"children\": [{\"surplus\": 1}]}";

        assertThat(accepts(strict, "{\"children\": [{\"children\": []}]}")).isTrue();
        assertThat(accepts(strict, json)).isFalse();
        assertThat(accepts(loose, json)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // draft 4: exclusiveMinimum is a flag, const is unknown, siblings of $ref do not count
                "http://json-schema.org/draft-04/schema# | {minimum: 1, exclusiveMinimum: true} | 1 | false",
                "http://json-schema.org/draft-04/schema# | {const: 2} | 1 | true",
                "http://json-schema.org/draft-06/schema | {if: {}, else: {}, then: false} | 1 | true",
                "http://json-schema.org/draft-07/schema# | {if: {}, then: false} | 1 | false",
                "http://json-schema.org/draft-07/schema# | {$ref: '#/components/schemas/Any', type: string} | 1 | true",
                "http://json-schema.org/draft-07/schema# | {items: [{type: string}]} | [1] | false",
                "https://json-schema.org/draft/2019-09/schema | {$ref: '#/components/schemas/Any', type: string} | 1 | false",
                "https://json-schema.org/draft/2019-09/schema | {prefixItems: [{type: string}]} | [1] | true",
                "https://json-schema.org/draft/2020-12/schema | {prefixItems: [{type: string}]} | [1] | false",
                "https://spec.openapis.org/oas/3.1/dialect/base | {prefixItems: [{type: string}]} | [1] | false",
            })
    void theDialectIsTheDocumentsOrTheSchemasOwn(String dialect, String schema, String json, boolean good) {
        String any = "Any: {}";
        Schema byDocument = schema("openapi: 3.1.0\njsonSchemaDialect: " + dialect, schema, any);
        Schema bySchema = schema("openapi: 3.1.0", schema.replaceFirst("\\{", "{\\$schema: '" + dialect + "', "), any);

        assertThat(accepts(byDocument, json)).as("jsonSchemaDialect").isEqualTo(good);
        if (!schema.contains("$ref") || !dialect.contains("draft-0")) {
            assertThat(accepts(bySchema, json)).as("$schema").isEqualTo(good);
        }
    }

    @Test
    void anUnknownDialectIsAWarning() {
        ContractPlan plan = Load.contract("openapi: 3.1.0\njsonSchemaDialect: https://example.com/own\npaths: {}\n");

        assertThat(plan.warnings().stream().map(Fault::toString))
                .containsExactly(
                        "api.yaml:2:20: /jsonSchemaDialect: an unknown dialect; schemas are read as JSON Schema"
                                + " 2020-12");
    }

    @Test
    void namesWithinDataMeanNothing() {
        Schema schema = schema("openapi: 3.1.0", """
                {
                  type: object,
                  properties: {$ref: {type: integer}, $id: {type: integer}, id: {type: integer}},
                  default: {$ref: '#/no/where', $id: 'https://example.com/taken'},
                  examples: [{$ref: nowhere.yaml}, {$anchor: taken}],
                  enum: [{$ref: 1}, {$id: 2}, {id: 3}, {$ref: x}],
                  not: {const: {$ref: 1}}
                }""", """
                Taken: {$id: 'https://example.com/taken', $anchor: taken},
                Example: {example: {$id: 'https://example.com/taken', $ref: 5}, x-own: {$ref: 7}}
                """);

        assertThat(accepts(schema, "{\"$id\": 2}")).isTrue();
        assertThat(accepts(schema, "{\"id\": 3}")).isTrue();
        assertThat(accepts(schema, "{\"$ref\": 1}")).isFalse();
        assertThat(accepts(schema, "{\"$ref\": \"x\"}")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "$anchor, x, $anchor, x",
                "$anchor, x, $dynamicAnchor, x",
                "$dynamicAnchor, x, $dynamicAnchor, x",
                "$id, https://example.com/x, $id, https://example.com/x",
                "$id, https://example.com/x, $id, https://example.com/x#",
            })
    void aNameThatTwoSchemasHaveIsAFault(String first, String name, String second, String same) {
        assertThat(Load.faults("openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    A: {" + first + ": '" + name
                        + "'}\n    B: {items: {" + second + ": '" + same + "'}}\n"))
                .containsExactly("api.yaml:6:" + (19 + second.length()) + ": /components/schemas/B/items/" + second
                        + ": the " + second + " is doubled; the schema at api.yaml:5:8 has that"
                        + " name too (expected: a name of its own)");
    }

    @Test
    void aNameMayStandOnceInEachResourceAndTwiceInOneSchema() {
        ContractPlan plan = Load.contract("""
                openapi: 3.1.0
                paths: {}
                components:
                  schemas:
                    A: {$id: 'https://example.com/a', $anchor: x, $dynamicAnchor: x}
                    B: {$id: 'https://example.com/b', $anchor: x, enum: [{$id: 'https://example.com/a'}]}
                    C: {$anchor: x, const: {$anchor: x}}
                """);

        assertThat(plan.warnings()).isEmpty();
    }

    @Test
    void aNameThatTwoFilesHaveIsAFault(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "$id: https://example.com/x\n");
        Files.writeString(folder.resolve("b.yaml"), "$id: https://example.com/x\n");
        Path root = Files.writeString(folder.resolve("root.yaml"), """
                openapi: 3.1.0
                paths:
                  /a:
                    parameters:
                      - {name: a, in: query, schema: {$ref: a.yaml}}
                      - {name: b, in: query, schema: {$ref: b.yaml}}
                      - {name: c, in: query, schema: {$ref: '%61.yaml'}}
                """);

        DocumentException refused = catchThrowableOfType(DocumentException.class, () -> Contracts.load(root));

        assertThat(refused.faults().stream().map(Fault::toString))
                .containsExactly(folder.resolve("b.yaml") + ":1:6: /$id: the $id is doubled; the schema at "
                        + folder.resolve("a.yaml") + ":1:1 has that name too (expected: a name of its own)");
    }

    @Test
    void aFileHasItsOwnDialectAndNames(@TempDir Path folder) throws IOException, DocumentException {
        Files.writeString(folder.resolve("a.json"), """
                {"$schema": "http://json-schema.org/draft-07/schema#", "$id": "https://example.com/a.json",
                 "definitions": {"pair": {"$id": "#pair", "items": [{"type": "string"}, {"$ref": "b.json#text"}]}},
                 "type": "object"}
                """);
        Files.writeString(folder.resolve("b.json"), """
                {"$id": "https://example.com/b.json", "$defs": {"text": {"$anchor": "text", "type": "string"}}}
                """);
        Path root = Files.writeString(folder.resolve("root.yaml"), """
                openapi: 3.1.0
                paths:
                  /a:
                    put:
                      requestBody:
                        content: {application/json: {schema: {$ref: 'a.json#/definitions/pair'}}}
                    parameters: [{name: known, in: query, schema: {$ref: b.json}}]
                """);

        Schema schema = schema(Contracts.load(root));

        assertThat(accepts(schema, "[\"x\", \"y\"]")).isTrue();
        assertThat(accepts(schema, "[1, \"y\"]")).isFalse();
        assertThat(accepts(schema, "[\"x\", 1]")).isFalse();
    }
}

package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.document.DocumentException;
import dev.sluice.document.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A check also looks at what nobody serves: webhooks, callbacks, path items and links of the components. */
class UnservedItemsTest {

    private static final String BAD_SCHEMA = "{type: strng}";
    private static final String SERVED = "; nothing that is served uses it";

    /** Where a path item may stand that is not served; {@code ITEM} takes its place. */
    private static final List<String> PLACES = List.of(
            "paths: {}\nwebhooks: {W: ITEM}",
            "paths: {}\ncomponents: {pathItems: {P: ITEM}}",
            "paths: {}\ncomponents: {callbacks: {C: {'{$request.body#/url}': ITEM}}}",
            "paths: {/a: {get: {callbacks: {C: {'{$request.body#/url}': ITEM}}}}}",
            "paths: {/a: {$ref: '#/x-item'}}\nx-item: {get: {callbacks: {C: {$ref: '#/x-callback'}}}}\nx-callback: {'{$request.body#/url}': ITEM}",
            "paths: {/a: {get: {callbacks: {C: {'{$url}': {post: {callbacks: {D: {'{$url}': ITEM}}}}}}}}}",
            "paths: {}\nwebhooks: {W: {$ref: '#/x-item'}}\nx-item: ITEM");

    private static List<String> checked(String rest) {
        try {
            return texts(
                    Contracts.parse("a.yaml", Load.paths(rest), Reading.CHECK).warnings());
        } catch (DocumentException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> texts(List<Fault> faults) {
        return faults.stream()
                .map(Fault::message)
                .filter(message -> !message.startsWith("no paths"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{post: {requestBody: {content: {application/json: {schema: BAD}}}}} | unknown type",
                "{post: {requestBody: {}}} | a request body without content",
                "{post: {parameters: [{name: q, in: qury, schema: {}}]}} | 'qury' is no place for a parameter",
                "{parameters: [{name: q, in: query, schema: BAD}]} | unknown type",
                "{post: {responses: {'200': {content: {application/json: {schema: BAD}}}}}} | unknown type",
                "{post: {responses: {'20': {}}}} | '20' is no status",
                "{post: {responses: {'200': {headers: {H: {schema: BAD}}}}}} | unknown type",
                "{post: 7} | not the right kind of value",
                "{$ref: '#/none'} | there is no #/none",
            })
    void whatIsWrongInAPathItemIsAWarning(String item, String expected) {
        for (String place : PLACES) {
            String rest = place.replace("ITEM", item.replace("BAD", BAD_SCHEMA));

            assertThat(checked(rest))
                    .as(rest)
                    .singleElement()
                    .asString()
                    .startsWith(expected)
                    .endsWith(SERVED);
        }
    }

    @Test
    void whatIsRightIsNot() {
        String item = "{post: {operationId: told, parameters: [{name: q, in: query, schema: {}}],"
                + " requestBody: {content: {application/json: {schema: {type: string}}}}, responses: {'200': {description: d}}}}";
        for (String place : PLACES) {
            assertThat(checked(place.replace("ITEM", item))).as(place).isEmpty();
        }
    }

    @Test
    void anUnknownMethodIsTold() {
        for (String place : PLACES) {
            assertThat(checked(place.replace("ITEM", "{pots: {}}")))
                    .as(place)
                    .containsExactly("'pots' is no method (is 'post' meant?); it is ignored");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$request.body#/url",
                "{$request.query.url}/{$response.body#/id}",
                "http://x/{$url}",
                "https://x",
                "onEvent",
                "{id}"
            })
    void theKeyOfACallbackIsAnExpressionOrAnUrl(String key) {
        assertThat(checked("paths: {/a: {get: {callbacks: {C: {'" + key + "': {post: {}}, x-note: 7}}}}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"$request.boddy#/url, $request.boddy#/url", "'http://x/{$url}/{$request}', $request"})
    void aKeyThatBeginsAsAnExpressionAndIsNoneIsTold(String key, String expression) {
        assertThat(checked("paths: {/a: {get: {callbacks: {C: {'" + key + "': {post: {}}}}}}}"))
                .containsExactly("'" + expression
                        + "' is no runtime expression (expected: such as $response.body#/id or $request.path.id)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{operationId: get} | []",
                "{operationId: told} | []",
                "{operationRef: '#/paths/~1a/get'} | []",
                "{operationRef: '#/webhooks/W/post'} | []",
                "{operationRef: 'https://other.example/api.yaml#/paths/~1a/get'} | []",
                "{operationId: get, parameters: {id: $response.body#/id}} | [the operation 'get' has no parameter 'id']",
                "{operationId: got} | [the link leads to no operation of this contract (is 'get' meant?)]",
                "{operationRef: '#/paths/~1b/get'} | [the link leads to no operation of this contract]",
                "{operationRef: '#/webhooks/V/post'} | [the link leads to no operation of this contract]",
                "{description: d} | [a link to nowhere (expected: an operationId or an operationRef)]",
            })
    void linksThatLeadNowhereAreTold(String link, String expected) {
        String paths = """
                paths: {/a: {get: {operationId: get, parameters: [{name: q, in: query, schema: {}}]}}}
                webhooks: {W: {post: {operationId: told, responses: {'200': {description: d, links: {L: LINK}}}}}}
                """;
        String response = "{responses: {R: {description: d, links: {L: " + link + "}}}}";

        assertThat(checked(paths.replace("LINK", link))).hasToString(expected);
        assertThat(checked(paths.replace("LINK", "{operationId: told}") + "components: {links: {L: " + link + "}}"))
                .hasToString(expected);
        assertThat(checked(paths.replace("LINK", "{operationId: told}") + "components: " + response))
                .hasToString(expected);
    }

    @Test
    void whatIsServedTooIsAFaultAndToldOnce() {
        String rest = """
                paths: {/a: {get: {parameters: [{$ref: '#/components/parameters/P'}]}}}
                webhooks:
                  W: {post: {parameters: [{$ref: '#/components/parameters/P'}, {$ref: '#/components/parameters/Q'}]}}
                components: {parameters: {P: {name: p, in: qury, schema: {}}, Q: {name: q, in: qury, schema: {}}}}
                """;

        DocumentException refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                DocumentException.class, () -> Contracts.parse("a.yaml", Load.paths(rest), Reading.CHECK));

        assertThat(refused.faults()).singleElement().extracting(Fault::pointer).isEqualTo("/components/parameters/P");
        assertThat(refused.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.pointer()).isEqualTo("/components/parameters/Q");
            assertThat(warning.message()).endsWith("; no operation uses it");
        });
    }

    @Test
    void whoServesDoesNotLookAtThem() throws DocumentException {
        for (String place : PLACES) {
            String rest = Load.paths(place.replace("ITEM", "{post: {parameters: [{name: q, in: qury}]}}"));

            assertThat(texts(Contracts.parse("a.yaml", rest).warnings())).isEmpty();
            assertThat(texts(Contracts.parse("a.yaml", rest, Reading.MOCK).warnings()))
                    .isEmpty();
        }
    }

    /** A callback may lead to itself. */
    @Test
    void circlesEnd() {
        assertThat(
                        checked(
                                "paths: {}\nwebhooks: {W: {$ref: '#/components/pathItems/P'}}\n"
                                        + "components: {pathItems: {P: {post: {callbacks: {C: {'{$url}': {$ref: '#/components/pathItems/P'}}}}}}}"))
                .isEmpty();
    }

    @Test
    void beforeOpenApi31ThereAreNoWebhooks() throws DocumentException {
        String text = "openapi: 3.0.3\npaths: {}\nwebhooks: 7\ncomponents: {pathItems: 7}\n";

        assertThat(texts(Contracts.parse("a.yaml", text, Reading.CHECK).warnings()))
                .isEmpty();
    }
}

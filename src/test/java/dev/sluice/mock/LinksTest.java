package dev.sluice.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.Contracts;
import dev.sluice.document.DocumentException;
import dev.sluice.support.RawConnection.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links between answers lead somewhere, and what is there speaks of the same thing. */
class LinksTest {

    private static final String JSON = "Content-Type: application/json";

    private static final String CONTRACT = """
            openapi: 3.0.3
            info: {title: t, version: v}
            paths:
              /orders:
                post:
                  operationId: createOrder
                  requestBody: {content: {application/json: {schema: {type: object}}}}
                  responses:
                    "201":
                      description: d
                      content: {application/json: {schema: {type: object, required: [data], properties: {data: {type: object, required: [ref], properties: {ref: {type: string}, note: {type: string}}}}}}}
                      links:
                        show: {operationId: showOrder, parameters: {path.order_id: $response.body#/data/ref}}
                        cancel: {operationRef: '#/paths/~1orders~1{order_id}/delete', parameters: {order_id: $response.body#/data/ref}}
              /orders/{order_id}:
                parameters: [{in: path, name: order_id, required: true, schema: {type: string, format: uuid, pattern: '^[0-9a-f-]{36}$'}}]
                get:
                  operationId: showOrder
                  responses: {"200": {description: d, content: {application/json: {schema: {type: object, required: [id], properties: {id: {type: string}, total: {type: number}}}}}}}
                delete: {operationId: cancelOrder, responses: {"204": {description: d}}}
              /users:
                get:
                  operationId: listUsers
                  responses:
                    "200":
                      description: d
                      content: {application/json: {schema: {type: array, minItems: 1, items: {type: object, required: [id], properties: {id: {type: integer}}}}}}
                      links: {first: {$ref: '#/components/links/User'}}
              /users/{userId}:
                parameters: [{in: path, name: userId, required: true, schema: {type: integer, minimum: 500}}]
                get:
                  operationId: showUser
                  responses: {"200": {description: d, content: {application/json: {example: {id: 777, name: Ann}}}}}
            components: {links: {User: {operationId: showUser, parameters: {userId: '$response.body#/0/id'}}}}
            """;

    private static final MockSettings SEEDED = new MockSettings(false, 42, false, true);

    private static JsonObject json(Answer answer) {
        return new JsonObject(answer.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Prefer: respond-async", "Prefer: seed=1", "Prefer: seed=2", "Prefer: seed=-77"})
    void whereALinkLeadsIsTheSameThing(String prefer) throws IOException {
        for (MockSettings settings : List.of(MockSettings.DEFAULT, SEEDED)) {
            try (MockServer mock = MockServer.of(CONTRACT, settings)) {
                Answer created = mock.ask("POST", "/orders", List.of(JSON, prefer), "{}");
                String id = json(created).getJsonObject("data").getString("ref");
                Answer shown = mock.ask("GET", "/orders/" + id, prefer);

                assertThat(shown.status()).as(shown.text()).isEqualTo(200);
                assertThat(json(shown).getString("id")).isEqualTo(id);
                assertThat(mock.ask("DELETE", "/orders/" + id).status()).isEqualTo(204);
            }
        }
    }

    @Test
    void whatAnExampleSaysIsWhatLinksLeadTo() throws IOException {
        try (MockServer mock = MockServer.of(CONTRACT)) {
            assertThat(mock.ask("GET", "/users").text()).startsWith("[{\"id\":777}");
            assertThat(mock.ask("GET", "/users/777").text()).isEqualTo("{\"id\":777,\"name\":\"Ann\"}");
        }
    }

    @Test
    void warnsOfLinksThatCannotBeFollowed() throws DocumentException {
        String wrong = CONTRACT.replace(
                        "operationId: showOrder, parameters: {path.order_id",
                        "operationId: showOrders, parameters: {order_id")
                .replace("{userId: '$response.body#/0/id'}", "{userID: '$response.bod'}");

        assertThat(Contracts.parse("a.yaml", wrong).warnings())
                .extracting(warning -> warning.message())
                .containsExactlyInAnyOrder(
                        "the link leads to no operation of this contract (is 'showOrder' meant?)",
                        "the operation 'showUser' has no parameter 'userID'",
                        "no runtime expression (expected: such as $response.body#/id or $request.path.id)");
        assertThat(Contracts.parse("a.yaml", CONTRACT).warnings()).isEmpty();
    }

    @Test
    void warnsOfAnExampleWhoseLinkIsRefused() {
        String contract = CONTRACT.replace(
                "type: array, minItems: 1, items: {type: object, required: [id], properties: {id: {type: integer}}}}}",
                "type: array}, example: [{id: 3}]}");
        try (MockServer mock = MockServer.of(contract)) {
            assertThat(mock.backend().warnings())
                    .singleElement()
                    .satisfies(warning -> assertThat(warning.message())
                            .startsWith("the operation that the link leads to refuses the value"));
        }
    }
}

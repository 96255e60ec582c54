package dev.sluice.mock.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mock.state.StateServer.Client;
import dev.sluice.mock.state.StateServer.Told;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Forms instead of JSON, lists whose items nobody can ask for, answers that may be something else. */
class OtherShapesTest {

    private static final String CONTRACT = """
            openapi: 3.0.3
            info: {title: Shapes, version: '1'}
            components:
              schemas:
                Card:
                  type: object
                  required: [id, holder]
                  properties: {id: {type: string}, holder: {type: string}, limit: {type: integer}, tags: {type: array, items: {type: string}}}
                Note: {type: object, required: [text], properties: {text: {type: string}, at: {type: string, format: date-time}}}
                Log: {type: object, required: [id, line], properties: {id: {type: integer}, line: {type: string}}}
                Order: {type: object, required: [id, sku], properties: {id: {type: integer}, sku: {type: string}}}
              responses:
                Card: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Card'}}}}
                Order:
                  description: d
                  content:
                    application/json:
                      schema:
                        oneOf:
                        - {type: object, required: [error], additionalProperties: false, properties: {error: {type: string}}}
                        - {type: object, required: [order], additionalProperties: false, properties: {order: {$ref: '#/components/schemas/Order'}}}
            paths:
              /cards:
                post:
                  operationId: createCard
                  requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, required: [holder], properties: {holder: {type: string}, limit: {type: integer}, tags: {type: array, items: {type: string}}}}}}}
                  responses: {"201": {$ref: '#/components/responses/Card'}}
              /cards/{id}:
                parameters: [{in: path, name: id, required: true, schema: {type: string}}]
                get: {operationId: showCard, responses: {"200": {$ref: '#/components/responses/Card'}}}
                post:
                  operationId: changeCard
                  requestBody:
                    content:
                      application/x-www-form-urlencoded: {schema: {type: object, properties: {holder: {type: string}, limit: {type: integer}}}}
                      multipart/form-data: {schema: {type: object, properties: {holder: {type: string}, limit: {type: integer}}}}
                  responses: {"200": {$ref: '#/components/responses/Card'}}
              /notes:
                get: {operationId: listNotes, parameters: [{in: query, name: limit, schema: {type: integer}}], responses: {"200": {description: d, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Note'}}}}}}}
                post:
                  operationId: addNote
                  requestBody: {content: {application/json: {schema: {type: object, required: [text], properties: {text: {type: string}}}}}}
                  responses: {"204": {description: d}}
              /log:
                get: {operationId: readLog, responses: {"200": {description: d, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Log'}}}}}}}
                post:
                  operationId: writeLog
                  requestBody: {content: {application/json: {schema: {type: object, required: [line], properties: {line: {type: string}}}}}}
                  responses: {"201": {description: d, content: {application/json: {schema: {type: object, properties: {ok: {type: boolean}}}}}}}
              /search:
                get: {operationId: find, responses: {"200": {description: d, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Log'}}}}}}}
                post:
                  operationId: findBy
                  requestBody: {content: {application/json: {schema: {type: object, properties: {line: {type: string}}}}}}
                  responses: {"200": {description: d, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Log'}}}}}}
              /orders:
                post:
                  operationId: order
                  requestBody: {content: {application/json: {schema: {type: object, required: [sku], properties: {sku: {type: string}}}}}}
                  responses: {"201": {$ref: '#/components/responses/Order'}}
              /orders/{id}:
                parameters: [{in: path, name: id, required: true, schema: {type: integer}}]
                get: {operationId: showOrder, responses: {"200": {$ref: '#/components/responses/Order'}}}
            """;

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    @Test
    void recognisesThem() {
        try (StateServer server = StateServer.of(CONTRACT)) {
            assertThat(server.backend.collections())
                    .containsExactly(
                            "cards /cards: createCard, showCard, changeCard",
                            "notes /notes: listNotes, addNote",
                            "log /log: readLog, writeLog",
                            "orders /orders: order, showOrder");
        }
    }

    @Test
    void formsAreRemembered() throws IOException {
        try (StateServer server = StateServer.of(CONTRACT);
                Client client = server.client()) {
            Told created = client.ask("POST", "/cards", "holder=Ann+B%21&limit=50&tags=a&tags=b&foreign=1", FORM);
            String path = "/cards/" + created.json().getString("id");

            assertThat(created.json().getMap())
                    .containsEntry("holder", "Ann B!")
                    .containsEntry("limit", 50);
            assertThat(created.json().getJsonArray("tags")).containsExactly("a", "b");
            assertThat(client.get(path).json()).isEqualTo(created.json());

            client.ask("POST", path, "limit=7", FORM);
            assertThat(client.get(path).json()).isEqualTo(created.json().copy().put("limit", 7));

            client.ask(
                    "POST",
                    path,
                    "--b\r\nContent-Disposition: form-data; name=\"holder\"\r\n\r\nBob\r\n--b--\r\n",
                    "Content-Type: multipart/form-data; boundary=b");
            assertThat(client.get(path).json().getMap())
                    .containsEntry("holder", "Bob")
                    .containsEntry("limit", 7);
        }
    }

    @Test
    void itemsThatNobodyAsksForAreListed() throws IOException {
        try (StateServer server = StateServer.of(CONTRACT);
                Client client = server.client()) {
            assertThat(client.get("/notes").array()).isEmpty();
            for (int i = 0; i < 5; i++) {
                assertThat(client.post("/notes", "{\"text\":\"note " + i + "\",\"\":1}")
                                .status())
                        .isEqualTo(204);
                assertThat(client.post("/log", "{\"line\":\"line " + i + "\"}").status())
                        .isEqualTo(201);
            }

            assertThat(client.get("/notes?limit=2").array()).hasSize(2);
            assertThat(client.get("/notes").array())
                    .extracting(note -> ((JsonObject) note).getString("text"))
                    .containsExactly("note 0", "note 1", "note 2", "note 3", "note 4");
            assertThat(client.get("/log").array())
                    .extracting(line -> ((JsonObject) line).getInteger("id"))
                    .containsExactly(1, 2, 3, 4, 5);

            String before = client.get("/notes").answer().text();
            Buffer snapshot = server.memory.snapshot(null, null);
            server.memory.forget(null, null);
            server.memory.restore(snapshot);
            assertThat(client.get("/notes").answer().text()).isEqualTo(before);
            assertThat(server.memory.snapshot(null, null)).isEqualTo(snapshot);
        }
    }

    @Test
    void anAnswerThatMayBeAnErrorShowsTheItem() throws IOException {
        try (StateServer server = StateServer.of(CONTRACT);
                Client client = server.client()) {
            for (int i = 1; i <= 20; i++) {
                Told created = client.post("/orders", "{\"sku\":\"S-" + i + "\"}");

                assertThat(created.json())
                        .isEqualTo(new JsonObject()
                                .put("order", new JsonObject().put("id", i).put("sku", "S-" + i)));
                assertThat(client.get("/orders/" + i).json()).isEqualTo(created.json());
            }
        }
    }
}

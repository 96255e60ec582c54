package dev.sluice.mock.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mock.state.StateServer.Client;
import dev.sluice.mock.state.StateServer.Told;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that mean no good. */
class HostileTest {

    private static final String OPEN = StateServer.text("src/test/resources/state/open.yaml");

    private static StateSettings bounds(int items, int perCollection, long bytes) {
        return new StateSettings(items, perCollection, bytes, null, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", "__proto__", "constructor", "a/b", "a b", "ä€😀", "%2e", "?x=1#y", "-", "-0x"})
    void strangeIdsAreIds(String id) throws IOException {
        try (StateServer server = StateServer.of(OPEN);
                Client client = server.client()) {
            Told created = client.post("/things", new JsonObject().put("id", id).encode());
            String location = created.answer().header("location");

            assertThat(created.status()).isEqualTo(201);
            assertThat(client.get(location).json().getString("id")).isEqualTo(id);
            assertThat(client.patch(location, "{\"__proto__\":{\"x\":1},\"id\":\"other\"}")
                            .json())
                    .isEqualTo(new JsonObject().put("id", id).put("__proto__", new JsonObject().put("x", 1)));
            assertThat(client.delete(location).status()).isEqualTo(204);
            assertThat(client.get(location).status()).isEqualTo(404);
        }
    }

    @Test
    void idsThatNoPathCanHoldAreNotTaken() throws IOException {
        try (StateServer server = StateServer.of(OPEN);
                Client client = server.client()) {
            for (String id : List.of("\"\"", "1e999999999", "1e-999999", "0.1e-90", "\"..\"", "\".\"", "\"1e9\"")) {
                Told created = client.post("/things", "{\"id\":" + id + "}");

                // made anew, or refused as no integer
                assertThat(created.status()).as(id).isIn(201, 400);
                if (created.status() == 201) {
                    assertThat(client.get(created.answer().header("location")).status())
                            .isEqualTo(200);
                }
            }
        }
    }

    @Test
    void oneNumberIsOneIdHoweverItIsWritten() throws IOException {
        try (StateServer server = StateServer.of(OPEN);
                Client client = server.client()) {
            assertThat(client.post("/things", "{\"id\":70}").status()).isEqualTo(201);
            assertThat(client.post("/things", "{\"id\":7e1}").status()).isEqualTo(409);
            assertThat(client.get("/things/70").status()).isEqualTo(200);
        }
    }

    @Test
    void theMemoryIsBounded() throws IOException {
        try (StateServer server = StateServer.of(OPEN, bounds(10, 6, 1_000_000));
                Client client = server.client()) {
            for (int i = 1; i <= 6; i++) {
                assertThat(client.post("/things", "{\"id\":" + i + "}").status())
                        .isEqualTo(201);
            }
            Told full = client.post("/things", "{}");
            assertThat(full.status()).isEqualTo(507);
            assertThat(full.json().getString("detail")).contains("at most 6 items in one collection");

            for (int i = 0; i < 4; i++) {
                assertThat(client.post("/things/1/parts", "{}").status()).isEqualTo(201);
            }
            assertThat(client.post("/things/2/parts", "{}").status()).isEqualTo(507);
            assertThat(client.delete("/things/1").status()).isEqualTo(204);
            assertThat(client.post("/things/2/parts", "{}").status()).isEqualTo(201);
            assertThat(server.memory.items()).isEqualTo(6);
        }
    }

    @Test
    void bytesAreBoundedToo() throws IOException {
        try (StateServer server = StateServer.of(OPEN, bounds(100_000, 100_000, 200_000));
                Client client = server.client()) {
            String large = new JsonObject().put("text", "x".repeat(60_000)).encode();
            int status = 201;
            for (int i = 0; i < 10 && status == 201; i++) {
                status = client.post("/things", large).status();
            }
            assertThat(status).isEqualTo(507);
            assertThat(client.post("/things", "{\"id\":\"small\"}").status()).isEqualTo(201);
            assertThat(client.patch("/things/small", large).status()).isEqualTo(507);
            assertThat(client.get("/things/small").json().fieldNames()).containsExactly("id");
            assertThat(server.memory.bytes()).isLessThanOrEqualTo(200_000);
        }
    }

    @Test
    void aFloodOfCreationsAndDeletionsLeavesNothing() throws IOException {
        try (StateServer server = StateServer.of(StateServer.text("openapi/vpcep.yaml"));
                Client client = server.client()) {
            for (int i = 0; i < 300; i++) {
                String services = "/v1/" + "%032x".formatted(i) + "/vpc-endpoint-services";
                String id = client.post(services, VpcepTest.NEW).json().getString("id");
                assertThat(client.delete(services + "/" + id).status()).isEqualTo(204);
            }
            assertThat(server.memory.items()).isZero();
            assertThat(server.memory.bytes()).isZero();
            assertThat(new JsonObject(server.memory.snapshot(null, null)).toString())
                    .doesNotContain("document");
        }
    }

    @Test
    void hugeItemsAreTakenInOffTheEventLoop() throws IOException {
        try (StateServer server = StateServer.of(OPEN);
                Client client = server.client()) {
            String huge = new JsonObject().put("text", "x".repeat(3_000_000)).encode();

            assertThat(client.post("/things", huge).status()).isEqualTo(201);
            assertThat(client.get("/things/"
                                    + client.get("/things")
                                            .array()
                                            .getJsonObject(0)
                                            .getValue("id"))
                            .answer()
                            .text())
                    .hasSizeGreaterThan(3_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[1]",
                "[{\"op\":\"remove\",\"path\":\"\"},{\"op\":\"replace\",\"path\":\"\",\"value\":1}]",
                "[{\"op\":\"add\",\"path\":\"x\",\"value\":1}]",
                "[{\"op\":\"add\",\"path\":\"/a/b\",\"value\":1}]",
                "[{\"op\":\"add\",\"path\":\"/list/9\",\"value\":1}]",
                "[{\"op\":\"add\",\"path\":\"/list/01\",\"value\":1}]",
                "[{\"op\":\"remove\",\"path\":\"/list/99999999999\"}]",
                "[{\"op\":\"move\",\"from\":\"/list\",\"path\":\"/list/0\"}]",
                "[{\"op\":\"explode\",\"path\":\"/list\"}]",
            })
    void patchesThatFitNothingChangeNothing(String patch) throws IOException {
        try (StateServer server = StateServer.of(OPEN);
                Client client = server.client()) {
            client.post("/things", "{\"id\":1,\"list\":[1,2]}");
            Told told = client.ask("PATCH", "/things/1", patch, "Content-Type: application/json-patch+json");

            assertThat(told.status()).isIn(400, 409);
            assertThat(client.get("/things/1").json().getJsonArray("list")).containsExactly(1, 2);
        }
    }

    @Test
    void copiesOfCopiesDoNotFillTheMemory() throws IOException {
        StringBuilder patch = new StringBuilder("[{\"op\":\"add\",\"path\":\"/a\",\"value\":[1,1,1,1]}");
        for (int i = 0; i < 90; i++) {
            patch.append(",{\"op\":\"copy\",\"from\":\"/a\",\"path\":\"/a/0\"}");
        }
        try (StateServer server = StateServer.of(OPEN);
                Client client = server.client()) {
            client.post("/things", "{\"id\":1}");
            Told told = client.ask("PATCH", "/things/1", patch + "]", "Content-Type: application/json-patch+json");

            assertThat(told.status()).isEqualTo(409);
            assertThat(told.json().getString("detail")).contains("too much");
        }
    }
}

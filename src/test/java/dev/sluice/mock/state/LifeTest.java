package dev.sluice.mock.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mock.state.StateServer.Client;
import dev.sluice.mock.state.StateServer.Told;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients create, change and delete is there, as they left it. */
class LifeTest {

    private StateServer server;
    private Client client;

    LifeTest() {
        server = StateServer.of(StateServer.text("src/test/resources/state/shop.yaml"));
        try {
            client = server.client();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void isEmpty() {
        assertThat(server.memory.items()).isZero();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void recognisesWhatFits() {
        assertThat(server.backend.collections())
                .containsExactly(
                        "pets /v1/pets: listPets, createPet, showPet, replacePet, changePet, deletePet",
                        "users /v1/users: listUsers, showUser, putUser, deleteUser",
                        "visits /v1/pets/{petId}/visits: listVisits, createVisit, showVisit, deleteVisit");
    }

    @Test
    void anItemLives() throws IOException {
        assertThat(client.get("/v1/pets/1").status()).isEqualTo(404);

        Told created = client.post("/v1/pets", "{\"name\":\"Rex\",\"id\":77,\"status\":\"sold\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.answer().header("location")).isEqualTo("/v1/pets/1");
        assertThat(created.json())
                .isEqualTo(new JsonObject()
                        .put("id", 1)
                        .put("name", "Rex")
                        .put("status", "sold")
                        .put("created_at", "2026-11-23T04:00:00Z")
                        .put("updated_at", "2026-11-23T04:00:00Z"));
        assertThat(client.get("/v1/pets/1").json()).isEqualTo(created.json());
        assertThat(client.get("/v1/pets").json().getJsonArray("items")).containsExactly(created.json());
        assertThat(client.delete("/v1/pets/1").status()).isEqualTo(204);
        assertThat(client.get("/v1/pets/1").status()).isEqualTo(404);
        assertThat(client.delete("/v1/pets/1").status()).isEqualTo(404);
        assertThat(client.get("/v1/pets").json().getJsonArray("items")).isEmpty();
    }

    @Test
    void theDeclared404IsAnswered() throws IOException {
        Told missing = client.get("/v1/pets/5");

        assertThat(missing.json().getString("error")).isEqualTo("There is no such thing.");
        assertThat(missing.answer().header("content-type")).isEqualTo("application/json");
        assertThat(client.delete("/v1/pets/5").answer().header("content-type")).isEqualTo("application/problem+json");
    }

    @Test
    void putReplaces() throws IOException {
        client.post("/v1/pets", "{\"name\":\"Rex\",\"status\":\"sold\",\"tags\":[\"a\"]}");

        Told replaced = client.put("/v1/pets/1", "{\"name\":\"Max\",\"id\":9}");

        assertThat(replaced.json().fieldNames()).containsExactly("id", "name", "created_at", "updated_at");
        assertThat(replaced.json().getString("name")).isEqualTo("Max");
        assertThat(replaced.json().getInteger("id")).isEqualTo(1);
        assertThat(client.put("/v1/pets/2", "{\"name\":\"Max\"}").status()).isEqualTo(404);
    }

    @Test
    void patchMerges() throws IOException {
        client.post("/v1/pets", "{\"name\":\"Rex\",\"status\":\"sold\",\"owner\":{\"name\":\"Ann\",\"city\":\"Ulm\"}}");

        Told merged = client.ask(
                "PATCH",
                "/v1/pets/1",
                "{\"status\":null,\"owner\":{\"city\":\"Bonn\"},\"id\":4,\"created_at\":null}",
                "Content-Type: application/merge-patch+json");

        assertThat(merged.json().getMap()).doesNotContainKey("status").containsEntry("id", 1);
        assertThat(merged.json().getJsonObject("owner").getMap())
                .containsEntry("name", "Ann")
                .containsEntry("city", "Bonn");
        assertThat(merged.json().getString("created_at")).isEqualTo("2026-11-23T04:00:00Z");
    }

    @Test
    void whatIsNoValidItemAfterAMergeIsMadeGood() throws IOException {
        client.post("/v1/pets", "{\"name\":\"Rex\"}");

        Told merged = client.patch("/v1/pets/1", "{\"name\":null,\"status\":17}");

        assertThat(merged.status()).isEqualTo(200);
        assertThat(merged.json().getString("name")).isNotEmpty();
        assertThat(merged.json().getMap()).doesNotContainKey("status");
    }

    @Test
    void patchesByOperations() throws IOException {
        client.post("/v1/pets", "{\"name\":\"Rex\",\"tags\":[\"a\",\"c\"]}");

        Told patched = client.ask(
                "PATCH",
                "/v1/pets/1",
                "[{\"op\":\"test\",\"path\":\"/name\",\"value\":\"Rex\"},{\"op\":\"add\",\"path\":\"/tags/1\","
                        + "\"value\":\"b\"},{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"Max\"}]",
                "Content-Type: application/json-patch+json");
        Told refused = client.ask(
                "PATCH",
                "/v1/pets/1",
                "[{\"op\":\"remove\",\"path\":\"/tags/0\"},{\"op\":\"test\",\"path\":\"/name\",\"value\":\"Rex\"}]",
                "Content-Type: application/json-patch+json");

        assertThat(patched.json().getJsonArray("tags")).containsExactly("a", "b", "c");
        assertThat(patched.json().getString("name")).isEqualTo("Max");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(client.get("/v1/pets/1").json()).isEqualTo(patched.json());
    }

    @Test
    void listsPageInTheOrderOfCreation() throws IOException {
        for (int i = 1; i <= 45; i++) {
            client.post(
                    "/v1/pets",
                    "{\"name\":\"pet " + i + "\",\"status\":\"" + (i % 3 == 0 ? "sold" : "available") + "\"}");
        }

        JsonObject first = client.get("/v1/pets").json();
        JsonObject last = client.get("/v1/pets?limit=10&offset=40").json();
        JsonObject sold = client.get("/v1/pets?status=sold&limit=4&offset=2").json();

        assertThat(first.getJsonArray("items")).hasSize(20);
        assertThat(first.getInteger("total")).isEqualTo(45);
        assertThat(first.getInteger("limit")).isEqualTo(20);
        assertThat(ids(last)).containsExactly(41, 42, 43, 44, 45);
        assertThat(last.getInteger("offset")).isEqualTo(40);
        assertThat(ids(sold)).containsExactly(9, 12, 15, 18);
        assertThat(sold.getInteger("total")).isEqualTo(15);
        assertThat(client.get("/v1/pets?offset=2147483647").json().getJsonArray("items"))
                .isEmpty();
    }

    private static List<Integer> ids(JsonObject page) {
        return page.getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getInteger("id"))
                .toList();
    }

    @Test
    void putCreatesWhereTheContractSaysSo() throws IOException {
        Told created = client.put("/v1/users/ann%20b", "{\"username\":\"x\",\"password\":\"p\",\"email\":\"a@b\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.answer().header("location")).isEqualTo("/v1/users/ann%20b");
        assertThat(created.json().getMap())
                .containsEntry("username", "ann b")
                .containsEntry("email", "a@b")
                .doesNotContainKey("password");
        assertThat(client.put("/v1/users/ann%20b", "{\"username\":\"ann b\",\"password\":\"q\"}")
                        .status())
                .isEqualTo(200);
        assertThat(client.get("/v1/users/ann%20b").json().getMap()).doesNotContainKey("email");
    }

    @Test
    void cursorsLeadThroughAList() throws IOException {
        for (int i = 0; i < 7; i++) {
            client.put("/v1/users/u" + i, "{\"username\":\"u\",\"password\":\"p\"}");
        }

        JsonObject page = client.get("/v1/users?limit=3").json();
        client.delete("/v1/users/u2");
        JsonObject second = client.get(
                        "/v1/users?limit=3&cursor=" + page.getJsonObject("meta").getString("next_cursor"))
                .json();
        JsonObject third = client.get("/v1/users?limit=3&cursor="
                        + second.getJsonObject("meta").getString("next_cursor"))
                .json();

        assertThat(page.getJsonArray("data")).hasSize(3);
        assertThat(page.getJsonObject("meta").getBoolean("has_more")).isTrue();
        assertThat(second.getJsonArray("data").getJsonObject(0).getString("username"))
                .isEqualTo("u3");
        assertThat(third.getJsonArray("data")).hasSize(1);
        assertThat(third.getJsonObject("meta").fieldNames()).doesNotContain("next_cursor");
        assertThat(third.getJsonObject("meta").getInteger("count")).isEqualTo(6);
        assertThat(client.get("/v1/users?cursor=foreign").json().getJsonArray("data"))
                .isEmpty();
    }

    @Test
    void whatIsBelowAnItemGoesWithIt() throws IOException {
        client.post("/v1/pets", "{\"name\":\"Rex\"}");
        client.post("/v1/pets", "{\"name\":\"Max\"}");

        Told visit = client.post("/v1/pets/1/visits", "{\"reason\":\"cough\",\"secret\":\"s\"}");
        String id = visit.json().getJsonObject("visit").getString("id");

        assertThat(visit.status()).isEqualTo(200);
        assertThat(visit.json().getJsonObject("visit").getMap())
                .containsEntry("reason", "cough")
                .containsEntry("pet_id", 1)
                .doesNotContainKey("secret");
        assertThat(client.get("/v1/pets/1/visits/" + id).json()).isEqualTo(visit.json());
        assertThat(client.get("/v1/pets/2/visits/" + id).status()).isEqualTo(404);
        assertThat(client.get("/v1/pets/1/visits").array()).hasSize(1);
        assertThat(client.get("/v1/pets/2/visits").array()).isEmpty();
        assertThat(client.get("/v1/pets/3/visits").status()).isEqualTo(404);
        assertThat(client.post("/v1/pets/3/visits", "{\"reason\":\"cough\"}").status())
                .isEqualTo(404);
        assertThat(client.delete("/v1/pets/1").status()).isEqualTo(204);
        assertThat(client.get("/v1/pets/1/visits").status()).isEqualTo(404);
        assertThat(server.memory.items()).isEqualTo(1);
    }

    @Test
    void actionsAndSingleThingsStayWithTheContract() throws IOException {
        assertThat(client.post("/v1/pets/3/start", "").status()).isEqualTo(200);
        assertThat(client.get("/v1/status").status()).isEqualTo(200);
    }

    @Test
    void whoAsksForAnAnswerGetsIt() throws IOException {
        assertThat(client.get("/v1/pets/3", "Prefer: code=200").status()).isEqualTo(200);
        assertThat(client.get("/v1/pets/3?__code=404").status()).isEqualTo(404);
    }

    @Test
    void allThatWasTakenIsGivenBack() throws IOException {
        for (int i = 1; i <= 20; i++) {
            client.post("/v1/pets", "{\"name\":\"Rex\"}");
            client.patch("/v1/pets/" + i, "{\"name\":\"a much longer name\"}");
            client.post("/v1/pets/" + i + "/visits", "{\"reason\":\"cough\"}");
        }
        assertThat(server.memory.items()).isEqualTo(40);

        for (int i = 1; i <= 20; i++) {
            client.delete("/v1/pets/" + i);
        }

        assertThat(server.memory.items()).isZero();
        assertThat(server.memory.bytes()).isZero();
    }
}

package dev.sluice.mock.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.mock.state.StateServer.Client;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written down can be put back. */
class SnapshotTest {

    private static final String SHOP = StateServer.text("src/test/resources/state/shop.yaml");

    private static List<String> answers(Client client) throws IOException {
        List<String> answers = new ArrayList<>();
        for (int id = 1; id <= 9; id++) {
            answers.add(client.get("/v1/pets/" + id).answer().text().replaceAll("request_id.*", ""));
            answers.add(client.get("/v1/pets/" + id + "/visits").answer().text().replaceAll("request_id.*", ""));
        }
        answers.add(client.get("/v1/pets").answer().text());
        answers.add(client.get("/v1/users").answer().text());
        return answers;
    }

    @Test
    void restoringGivesTheSameAnswers() throws IOException {
        try (StateServer server = StateServer.of(SHOP);
                Client client = server.client()) {
            for (int i = 1; i <= 7; i++) {
                client.post("/v1/pets", "{\"name\":\"pet " + i + "\"}");
                client.post("/v1/pets/" + i + "/visits", "{\"reason\":\"cough\",\"secret\":\"s\"}");
                client.put("/v1/users/u" + i, "{\"username\":\"u\",\"password\":\"p\"}");
            }
            client.delete("/v1/pets/3");
            List<String> before = answers(client);
            long bytes = server.memory.bytes();

            Buffer snapshot = server.memory.snapshot(null, null);
            server.memory.forget(null, null);
            assertThat(client.get("/v1/pets").json().getInteger("total")).isZero();
            assertThat(server.memory.bytes()).isZero();
            server.memory.restore(snapshot);

            assertThat(answers(client)).isEqualTo(before);
            assertThat(server.memory.snapshot(null, null)).isEqualTo(snapshot);
            assertThat(server.memory.bytes()).isEqualTo(bytes);
            assertThat(client.post("/v1/pets", "{\"name\":\"next\"}").json().getInteger("id"))
                    .isEqualTo(8);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nonsense | expected an object with contracts",
                "[] | expected an object with contracts",
                "{\"contracts\":[{}]} | /contracts/0: expected an object with contract",
                "{\"contracts\":[{\"contract\":\"other\",\"collections\":[]}]} | /contracts/0/contract: expected the file",
                "{\"contracts\":[{\"contract\":\"Shop\",\"collections\":[{\"name\":\"cats\",\"items\":[]}]}]}"
                        + " | /contracts/0/collections/0/name: expected the name",
                "{\"contracts\":[{\"contract\":\"Shop\",\"collections\":[{\"name\":\"pets\",\"items\":[1]}]}]}"
                        + " | /contracts/0/collections/0/items/0: expected an object with document",
                "{\"contracts\":[{\"contract\":\"Shop\",\"collections\":[{\"name\":\"pets\",\"items\":"
                        + "[{\"document\":{\"id\":0}}]}]}]} | /items/0/document/id: expected an id",
                "{\"contracts\":[{\"contract\":\"Shop\",\"collections\":[{\"name\":\"pets\",\"items\":"
                        + "[{\"scope\":[\"x\"],\"document\":{\"id\":1}}]}]}]} | /items/0/scope: expected nothing",
                "{\"contracts\":[{\"contract\":\"Shop\",\"collections\":[{\"name\":\"pets\",\"items\":"
                        + "[{\"document\":{\"id\":1,\"name\":17}}]}]}]} | /items/0/document/name: expected a value that",
                "{\"contracts\":[{\"contract\":\"Shop\",\"collections\":[{\"name\":\"pets\",\"ids\":-1,\"items\":[]}]}]}"
                        + " | /ids: expected a number from 0",
            })
    void whatIsNoSnapshotChangesNothing(String snapshot, String fault) throws IOException {
        try (StateServer server = StateServer.of(SHOP);
                Client client = server.client()) {
            client.post("/v1/pets", "{\"name\":\"Rex\"}");

            assertThatThrownBy(() -> server.memory.restore(Buffer.buffer(snapshot)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(fault);
            assertThat(client.get("/v1/pets/1").status()).isEqualTo(200);
        }
    }

    @Test
    void aContractThatNobodyRemembersIsNone() {
        try (StateServer server = StateServer.of(SHOP)) {
            assertThatThrownBy(() -> server.memory.snapshot("nope", null))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageEndingWith("whose mock remembers: api.yaml");
            assertThatThrownBy(() -> server.memory.forget("nope", null)).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void whatIsRestoredIsCompleted() throws IOException {
        try (StateServer server = StateServer.of(SHOP);
                Client client = server.client()) {
            server.memory.restore(
                    Buffer.buffer("{\"contracts\":[{\"contract\":\"Shop\",\"collections\":[{\"name\":\"pets\","
                            + "\"items\":[{\"document\":{\"id\":4}}]}]}]}"));

            assertThat(client.get("/v1/pets/4").json().getString("name")).isNotEmpty();
        }
    }

    @Test
    void aSnapshotBeyondTheBoundIsRefused() throws IOException {
        StringBuilder items = new StringBuilder();
        for (int i = 1; i <= 30; i++) {
            items.append(i == 1 ? "" : ",")
                    .append("{\"document\":{\"id\":")
                    .append(i)
                    .append("}}");
        }
        try (StateServer server = StateServer.of(SHOP, new StateSettings(20, 20, 1_000_000, null, 0))) {
            assertThatThrownBy(() -> server.memory.restore(Buffer.buffer(
                            "{\"contracts\":[{\"contract\":\"Shop\",\"collections\":[{\"name\":\"pets\",\"items\":["
                                    + items + "]}]}]}")))
                    .hasMessageContaining("at most 20 items");
            assertThat(server.memory.items()).isZero();
        }
    }
}

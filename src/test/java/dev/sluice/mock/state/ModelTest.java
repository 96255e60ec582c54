package dev.sluice.mock.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mock.state.StateServer.Client;
import dev.sluice.mock.state.StateServer.Told;
import dev.sluice.support.Seed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Random requests, against a map that says what is right. */
class ModelTest {

    private static final int STEPS = 10_000;
    private static final int THREADS = 6;

    @Test
    void doesWhatAMapDoes() throws IOException {
        long seed = Seed.next();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Map<Integer, String> model = new LinkedHashMap<>();
        int created = 0;
        try (StateServer server = StateServer.of(StateServer.text("src/test/resources/state/shop.yaml"));
                Client client = server.client()) {
            for (int step = 0; step < STEPS; step++) {
                int id = 1 + random.nextInt(created + 2);
                String name = "n" + step;
                String json = new JsonObject().put("name", name).encode();
                switch (random.nextInt(model.size() > 60 ? 8 : 6)) {
                    case 0, 1 -> {
                        Told told = client.post("/v1/pets", json);
                        assertThat(told.status()).isEqualTo(201);
                        created = told.json().getInteger("id");
                        assertThat(model).doesNotContainKey(created);
                        model.put(created, name);
                    }
                    case 2 -> changed(client.put("/v1/pets/" + id, json), model, id, name);
                    case 3 -> changed(client.patch("/v1/pets/" + id, json), model, id, name);
                    case 4 -> {
                        Told told = client.get("/v1/pets/" + id);
                        assertThat(told.status()).isEqualTo(model.containsKey(id) ? 200 : 404);
                        if (model.containsKey(id)) {
                            assertThat(told.json().getString("name")).isEqualTo(model.get(id));
                        }
                    }
                    case 5 -> pages(client, model, 1 + random.nextInt(20), random.nextInt(70));
                    default -> {
                        assertThat(client.delete("/v1/pets/" + id).status())
                                .isEqualTo(model.remove(id) == null ? 404 : 204);
                    }
                }
            }
            assertThat(server.memory.items()).isEqualTo(model.size());
        }
    }

    private static void changed(Told told, Map<Integer, String> model, int id, String name) {
        assertThat(told.status()).isEqualTo(model.containsKey(id) ? 200 : 404);
        if (model.replace(id, name) != null) {
            assertThat(told.json().getString("name")).isEqualTo(name);
        }
    }

    private static void pages(Client client, Map<Integer, String> model, int limit, int offset) throws IOException {
        JsonObject page =
                client.get("/v1/pets?limit=" + limit + "&offset=" + offset).json();
        List<String> expected =
                model.values().stream().skip(offset).limit(limit).toList();
        JsonArray items = page.getJsonArray("items");
        assertThat(items.stream().map(item -> ((JsonObject) item).getString("name")))
                .containsExactlyElementsOf(expected);
        assertThat(page.getInteger("total")).isEqualTo(model.size());
    }

    /** Each client owns one member of one item that all change: what it has written is what it finds. */
    @Test
    void changesOfOneItemAreNotLost() throws Exception {
        try (StateServer server = StateServer.of(StateServer.text("src/test/resources/state/open.yaml"))) {
            try (Client client = server.client()) {
                assertThat(client.post("/things", "{\"id\":1}").status()).isEqualTo(201);
            }
            together(server, (client, number) -> {
                for (int i = 0; i < 150; i++) {
                    String member = "m" + number;
                    assertThat(client.patch("/things/1", "{\"" + member + "\":" + i + "}")
                                    .json()
                                    .getInteger(member))
                            .isEqualTo(i);
                    assertThat(client.get("/things/1").json().getInteger(member))
                            .isEqualTo(i);
                }
            });
            try (Client client = server.client()) {
                JsonObject last = client.get("/things/1").json();
                for (int number = 0; number < THREADS; number++) {
                    assertThat(last.getInteger("m" + number)).isEqualTo(149);
                }
            }
        }
    }

    @Test
    void ofManyWhoCreateOrDeleteTheSameOneDoes() throws Exception {
        AtomicInteger created = new AtomicInteger();
        AtomicInteger deleted = new AtomicInteger();
        try (StateServer server = StateServer.of(StateServer.text("src/test/resources/state/open.yaml"))) {
            together(server, (client, number) -> {
                for (int i = 100; i < 200; i++) {
                    int status = client.post("/things", "{\"id\":" + i + "}").status();
                    assertThat(status).isIn(201, 409);
                    created.addAndGet(status == 201 ? 1 : 0);
                }
            });
            assertThat(created).hasValue(100);
            together(server, (client, number) -> {
                for (int i = 100; i < 200; i++) {
                    int status = client.delete("/things/" + i).status();
                    assertThat(status).isIn(204, 404);
                    deleted.addAndGet(status == 204 ? 1 : 0);
                }
            });
            assertThat(deleted).hasValue(100);
            assertThat(server.memory.items()).isZero();
            assertThat(server.memory.bytes()).isZero();
        }
    }

    /** Parents come and go while children are added: none is left behind. */
    @Test
    void nothingIsLeftBelowWhatIsGone() throws Exception {
        try (StateServer server = StateServer.of(StateServer.text("src/test/resources/state/open.yaml"))) {
            together(server, (client, number) -> {
                for (int i = 0; i < 80; i++) {
                    int id = 1 + i % 4;
                    client.post("/things", "{\"id\":" + id + "}");
                    for (int j = 0; j < 3; j++) {
                        assertThat(client.post("/things/" + id + "/parts", "{}").status())
                                .isIn(201, 404);
                    }
                    client.delete("/things/" + id);
                }
            });
            try (Client client = server.client()) {
                for (int id = 1; id <= 4; id++) {
                    client.delete("/things/" + id);
                }
            }
            assertThat(server.memory.items()).isZero();
            assertThat(server.memory.bytes()).isZero();
        }
    }

    private interface Work {

        void run(Client client, int number) throws IOException;
    }

    private static void together(StateServer server, Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                tasks.add(() -> {
                    try (Client client = server.client()) {
                        work.run(client, number);
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
